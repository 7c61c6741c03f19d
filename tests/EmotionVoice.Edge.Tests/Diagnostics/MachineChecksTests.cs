using System.Runtime.InteropServices;
using EmotionVoice.Edge.Diagnostics;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Tests.Diagnostics;

public sealed class MachineChecksTests
{
    [Theory]
    [InlineData(Architecture.X64, "SSE4.2", nameof(CheckStatus.Ok))]
    [InlineData(Architecture.X64, "", nameof(CheckStatus.Fail))]
    [InlineData(Architecture.Arm64, "NEON", nameof(CheckStatus.Ok))]
    [InlineData(Architecture.Arm, "NEON", nameof(CheckStatus.Fail))]
    public void OnlyProcessorsThatTheEnginesKnowPass(Architecture architecture, string features, string expected) =>
        Assert.Equal(expected, MachineCheck.Architecture(architecture, features.Split(',', StringSplitOptions.RemoveEmptyEntries)).Status.ToString());

    [Fact]
    public void ABoardIsCalledByItsName()
    {
        using FakeSystem system = new FakeSystem().With("/proc/device-tree/model", "Raspberry Pi 5 Model B Rev 1.0\0").With("/etc/os-release", "NAME=x\nPRETTY_NAME=\"Debian 12\"\n")
            .With("/proc/meminfo", "MemTotal:        8000000 kB\nMemAvailable:    4000000 kB\n");

        MachineFacts machine = MachineFacts.Read(system.Files);

        Assert.Equal(("Raspberry Pi 5 Model B Rev 1.0", "Debian 12", 8.2), (machine.Cpu, machine.System, machine.MemoryGigabytes));
        Assert.Equal(4_096_000_000, MachineFacts.MemoryBytes(system.Files, "MemAvailable"));
    }

    [Theory]
    [InlineData(300, 1_000, nameof(CheckStatus.Ok))]
    [InlineData(900, 1_000, nameof(CheckStatus.Warn))]
    [InlineData(1_100, 1_000, nameof(CheckStatus.Fail))]
    [InlineData(1_100, 0, nameof(CheckStatus.NotApplicable))]
    public void MemoryIsJudgedByTheProfilesNeed(long needed, long available, string expected) =>
        Assert.Equal(expected, MemoryCheck.Judge("standard", needed, available).Status.ToString());

    [Fact]
    public void TooLittleMemoryForStandardAdvisesEmbedded() =>
        Assert.Contains("emotionvoice models use embedded", MemoryCheck.Judge("standard", 900, 500).Advice, StringComparison.Ordinal);

    [Theory]
    [InlineData(null, nameof(CheckStatus.NotApplicable), "firmware")]
    [InlineData("throttled=0x0\n", nameof(CheckStatus.Ok), "none")]
    [InlineData("50005", nameof(CheckStatus.Warn), "power supply is")]
    [InlineData("0x50000", nameof(CheckStatus.Warn), "power supply was")]
    [InlineData("80008", nameof(CheckStatus.Warn), "is slowed down because of heat")]
    [InlineData("e0000", nameof(CheckStatus.Warn), "was slowed down because of heat")]
    public void TheFirmwaresBitsBecomeWords(string? firmware, string status, string words)
    {
        CheckResult result = HeatCheck.Throttling(firmware);

        Assert.Equal(status, result.Status.ToString());
        Assert.Contains(words, result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void TheHottestSensorCounts()
    {
        using FakeSystem system = new FakeSystem().With("/sys/class/thermal/thermal_zone0/temp", "48000\n").With("/sys/class/thermal/thermal_zone1/temp", "84500\n");

        CheckResult result = HeatCheck.Temperature(system.Files);

        Assert.Equal(CheckStatus.Warn, result.Status);
        Assert.StartsWith("84 °C", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BusesThatAreThereCanBeOpenedAndAbsentOnesAreNoFault()
    {
        using FakeSystem system = new FakeSystem().With("/dev/gpiochip0").With("/dev/spidev0.0");

        IReadOnlyList<CheckResult> results = await new BusCheck(system.Files).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal([CheckStatus.Ok, CheckStatus.Ok, CheckStatus.NotApplicable], results.Select(result => result.Status));
    }

    [Fact]
    public void AClockBeforeTheInstallationIsWrong()
    {
        using FakeSystem system = new();
        FakeClock clock = new();
        ClockCheck check = new(system.Files, clock);

        Assert.Equal(CheckStatus.Fail, check.Judge(clock.GetUtcNow(), clock.GetUtcNow().AddDays(30)).Status);
        Assert.Equal(CheckStatus.NotApplicable, check.Judge(clock.GetUtcNow(), clock.GetUtcNow()).Status);
        system.With("/run/systemd/system/x");
        Assert.Equal(CheckStatus.Warn, check.Judge(clock.GetUtcNow(), clock.GetUtcNow()).Status);
        system.With("/run/systemd/timesync/synchronized");
        Assert.Equal(CheckStatus.Ok, check.Judge(clock.GetUtcNow(), clock.GetUtcNow()).Status);
    }

    [Fact]
    public void AnEnvironmentWithoutLocaleAndPassiveThreadsIsWarnedAbout()
    {
        IReadOnlyList<CheckResult> bare = EnvironmentCheck.Judge(_ => null, systemd: false);
        IReadOnlyList<CheckResult> service = EnvironmentCheck.Judge(
            name => name switch { "LANG" => "ko_KR.UTF-8", "INVOCATION_ID" => "1", "OMP_WAIT_POLICY" => "passive", _ => null }, systemd: true);

        Assert.Equal([CheckStatus.Warn, CheckStatus.NotApplicable, CheckStatus.Warn], bare.Select(result => result.Status));
        Assert.All(service, result => Assert.Equal(CheckStatus.Ok, result.Status));
    }
}
