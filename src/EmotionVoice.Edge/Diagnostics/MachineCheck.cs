using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Arm = System.Runtime.Intrinsics.Arm;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>Program, runtime, system, processor.</summary>
internal sealed class MachineCheck(SystemFiles files) : IDoctorCheck
{
    private const int FewestCores = 2;

    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        MachineFacts machine = MachineFacts.Read(files);
        return Task.FromResult<IReadOnlyList<CheckResult>>(
        [
            CheckResult.Ok("program", $"emotionvoice {machine.Program} on {machine.Runtime}, {machine.System}"),
            Architecture(RuntimeInformation.ProcessArchitecture, Features()),
            Cores(machine.Cpu, machine.Cores),
        ]);
    }

    internal static CheckResult Architecture(Architecture architecture, IReadOnlyList<string> features)
    {
        string detail = $"{architecture.ToString().ToLowerInvariant()} with {(features.Count > 0 ? string.Join(", ", features) : "no vector instructions that help")}";
        return architecture switch
        {
            System.Runtime.InteropServices.Architecture.X64 when !features.Contains("SSE4.2") =>
                CheckResult.Fail("processor", detail, "The engines need x86-64-v2 (SSE4.2): use a processor from 2010 or later."),
            System.Runtime.InteropServices.Architecture.X64 or System.Runtime.InteropServices.Architecture.Arm64 => CheckResult.Ok("processor", detail),
            _ => CheckResult.Fail("processor", detail, "The engines exist for x64 and arm64 only: install a 64-bit system."),
        };
    }

    internal static CheckResult Cores(string cpu, int cores) => cores >= FewestCores
        ? CheckResult.Ok("cores", $"{cores} ({cpu})")
        : CheckResult.Warn("cores", $"only {cores} ({cpu})", "Sound and engines share it, so answers come late. Use the small models: emotionvoice models use embedded");

    private static List<string> Features()
    {
        (string Name, bool There)[] known =
        [
            ("SSE4.2", Sse42.IsSupported), ("AVX", Avx.IsSupported), ("AVX2", Avx2.IsSupported), ("FMA", Fma.IsSupported), ("AVX-512", Vector512.IsHardwareAccelerated && Avx512F.IsSupported),
            ("NEON", Arm.AdvSimd.IsSupported), ("dot product", Arm.Dp.IsSupported),
        ];
        return [.. known.Where(feature => feature.There).Select(feature => feature.Name)];
    }
}
