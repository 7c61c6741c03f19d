using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Devices.Button;
using EmotionVoice.Edge.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>Runs every check, one after the other, whatever the one before found.</summary>
internal sealed class Doctor(IConfiguration configuration, SystemFiles files)
{
    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        List<CheckResult> results = [];
        SettingsException? wrong = null;
        ServiceCollection services = new();
        try
        {
            services.AddEmotionVoice(configuration);
        }
        catch (SettingsException e)
        {
            wrong = e;
        }

        results.Add(wrong is null
            ? CheckResult.Ok("settings", "all of them are valid")
            : CheckResult.Fail("settings", string.Join(" ", wrong.Problems), "Correct them in the file or variable where they stand: appsettings.json, /etc/emotionvoice/*.json, EMOTIONVOICE__…"));

        services.AddLogging(logging => logging.ClearProviders());
        services.AddSingleton(files);
        services.TryAddSingleton(TimeProvider.System);
        AddMachineChecks(services);
        if (wrong is null)
            AddProgramChecks(services);
        await using ServiceProvider provider = services.BuildServiceProvider();
        foreach (ServiceDescriptor descriptor in services.Where(service => service.ServiceType == typeof(IDoctorCheck)))
            results.AddRange(await RunAsync(provider, descriptor.ImplementationType!, cancellationToken));
        return results;
    }

    private static void AddMachineChecks(IServiceCollection services)
    {
        services.AddSingleton<IDoctorCheck, MachineCheck>();
        services.AddSingleton<IDoctorCheck, SoundCheck>();
        services.AddSingleton<IDoctorCheck, BusCheck>();
        services.AddSingleton<IDoctorCheck, ClockCheck>();
        services.AddSingleton<IDoctorCheck, HeatCheck>();
        services.AddSingleton<IDoctorCheck, EnvironmentCheck>();
    }

    // These need settings that are valid.
    private static void AddProgramChecks(IServiceCollection services)
    {
        services.AddSingleton<IDoctorCheck, MemoryCheck>();
        services.AddSingleton<IDoctorCheck, ModelsCheck>();
        services.AddSingleton<IDoctorCheck, EnginesCheck>();
        services.AddSingleton<IDoctorCheck, RemoteCheck>();
        services.AddSingleton<IDoctorCheck, FoldersCheck>();
        services.AddSingleton<IDoctorCheck, ConversationCheck>();
        services.AddSingleton<IDoctorCheck, WakeCheck>();
        services.AddSingleton<GpioButton>();
        services.AddSingleton<IDoctorCheck, ButtonCheck>();
        services.AddSingleton<IDoctorCheck, RingCheck>();
        services.AddSingleton<IDoctorCheck, MqttCheck>();
        services.AddSingleton<IDoctorCheck, ToolsCheck>();
        services.AddSingleton<IDoctorCheck, DoorsCheck>();
    }

    private static async Task<IReadOnlyList<CheckResult>> RunAsync(IServiceProvider provider, Type check, CancellationToken cancellationToken)
    {
        string name = check.Name.Replace("Check", "", StringComparison.Ordinal).ToLowerInvariant();
        try
        {
            return await ((IDoctorCheck)ActivatorUtilities.CreateInstance(provider, check)).RunAsync(cancellationToken);
        }
        catch (ModelException e)
        {
            return [CheckResult.Fail(name, e.Message, "emotionvoice models list")];
        }
#pragma warning disable CA1031 // A check that breaks is a finding like any other; the ones after it still run.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return [CheckResult.Fail(name, $"this could not be checked: {e.Message}", "Please report it, with the output of: emotionvoice doctor --json")];
        }
    }
}
