using System.Globalization;
using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Devices.Button;
using EmotionVoice.Edge.Devices.LedRing;
using EmotionVoice.Edge.Diagnostics;
using EmotionVoice.Edge.Testing;
using EmotionVoice.Edge.Tests.Models;
using EmotionVoice.Edge.Tests.Observers.Mqtt;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Tests.Diagnostics;

/// <summary>Button, LED ring, wake word and broker: what is missing is named with the command that mends it.</summary>
public sealed class WiringChecksTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, WakeMode.Open, nameof(CheckStatus.NotApplicable), null)]
    [InlineData(false, WakeMode.Button, nameof(CheckStatus.Warn), "Set Button:Enabled to true, or Wake:Mode to Open or Keyword")]
    public async Task WithoutAButtonOnlyAWakeModeThatNeedsOneIsWarnedAbout(bool enabled, WakeMode mode, string status, string? advice)
    {
        CheckResult result = await ButtonAsync(new ButtonOptions { Enabled = enabled }, mode, "never opened");

        Assert.Equal((status, advice), (result.Status.ToString(), result.Advice));
    }

    [Theory]
    [InlineData("The GPIO library libgpiod is missing. Install it.", false, "sudo apt install libgpiod2")]
    [InlineData("The GPIO chip /dev/gpiochip0 can't be opened", false, "This machine has no GPIO. Switch the button off with Button:Enabled false")]
    [InlineData("GPIO 17 can't be watched: Device or resource busy.", true, "gpioinfo")]
    public async Task AButtonThatCannotBeUsedIsNamedWithWhatToDo(string problem, bool chip, string advice)
    {
        CheckResult result = await ButtonAsync(new ButtonOptions { Enabled = true }, WakeMode.Open, problem, chip);

        Assert.Equal(CheckStatus.Warn, result.Status);
        Assert.Contains(problem, result.Detail, StringComparison.Ordinal);
        Assert.Contains(advice, result.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARingThatIsNotThereIsNamedWithWhatToDo()
    {
        using FakeSystem system = new();
        RingCheck check = new(new LedRingOptions { Ring = LedRingKind.Ws2812 }, new Ws28xxOptions { Bus = 250 }, system.Files);

        CheckResult result = Assert.Single(await check.RunAsync(Token));

        Assert.Equal(CheckStatus.Warn, result.Status);
        Assert.Contains("/dev/spidev250.0", result.Detail, StringComparison.Ordinal);
        Assert.Contains("sudo raspi-config nonint do_spi 0", result.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADaemonThatWaitsForAWordWithoutItsModelCannotRun()
    {
        using TestFolder empty = new();
        CheckResult result = await CheckAsync<WakeCheck>(("Wake:Mode", "Keyword"), ("Wake:Word", "hey_mycroft"), ("Models:Cache", empty.Path));

        Assert.Equal((CheckStatus.Fail, "emotionvoice models fetch wake-hey-mycroft"), (result.Status, result.Advice));
    }

    [Fact]
    public async Task AWordThatNobodyHasAModelOfIsASettingToCorrect()
    {
        CheckResult result = await CheckAsync<WakeCheck>(("Wake:Mode", "Keyword"), ("Wake:Word", "abracadabra"));

        Assert.Equal(CheckStatus.Fail, result.Status);
        Assert.Contains("Wake:Word", result.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatTheSettingsDoNotAskForIsNoFinding()
    {
        IReadOnlyList<CheckResult> results = await DoctorAsync();

        foreach (string check in new[] { "button", "LED ring", "wake word", "MQTT" })
            Assert.Equal(CheckStatus.NotApplicable, results.Single(result => result.Check == check).Status);
    }

    [Fact]
    public async Task ABrokerThatAnswersIsWell()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);

        CheckResult result = await CheckAsync<MqttCheck>(Broker(broker.Port));

        Assert.Equal(CheckStatus.Ok, result.Status);
        Assert.Contains("MQTT 5", result.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(broker.Log, line => line.Contains("will", StringComparison.OrdinalIgnoreCase) && line.Contains("doctor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ABrokerThatRefusesIsNamedWithTheWayToLetTheDeviceIn()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token, "allow_anonymous false");

        CheckResult result = await CheckAsync<MqttCheck>(Broker(broker.Port));

        Assert.Equal(CheckStatus.Warn, result.Status);
        Assert.Contains("refuses this device: NotAuthorized", result.Detail, StringComparison.Ordinal);
        Assert.Contains("mosquitto_passwd", result.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABrokerThatIsNotThereIsNamedWithTheCommandThatStartsIt()
    {
        CheckResult result = await CheckAsync<MqttCheck>(Broker(Mosquitto.FreePort()));

        Assert.Equal(CheckStatus.Warn, result.Status);
        Assert.Contains("sudo systemctl start mosquitto", result.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APasswordFileThatCannotBeReadKeepsTheDaemonFromRunning()
    {
        CheckResult result = (await DoctorAsync([.. Broker(1), ("Mqtt:UserName", "device"), ("Mqtt:PasswordFile", "/nowhere/password")])).Single(result => result.Check == "settings");

        Assert.Equal(CheckStatus.Fail, result.Status);
        Assert.Contains("Mqtt:PasswordFile: /nowhere/password can't be used", result.Detail, StringComparison.Ordinal);
    }

    private static (string, string)[] Broker(int port) =>
        [("Mqtt:Enabled", "true"), ("Mqtt:Host", "127.0.0.1"), ("Mqtt:Port", port.ToString(CultureInfo.InvariantCulture)), ("Mqtt:Device", "test")];

    private static async Task<CheckResult> ButtonAsync(ButtonOptions options, WakeMode mode, string problem, bool chip = false)
    {
        using FakeSystem system = new();
        if (chip)
            system.With("/dev/gpiochip0");
        GpioButton button = new(options, new FakeClock(), NullLogger<GpioButton>.Instance, () => throw new IOException(problem));
        return Assert.Single(await new ButtonCheck(options, new WakeOptions { Mode = mode }, button, system.Files).RunAsync(Token));
    }

    private static async Task<CheckResult> CheckAsync<T>(params (string Key, string Value)[] settings) where T : IDoctorCheck
    {
        ServiceCollection services = new();
        services.AddEmotionVoice(Configuration(settings));
        services.AddLogging();
        await using ServiceProvider provider = services.BuildServiceProvider();
        return Assert.Single(await ActivatorUtilities.CreateInstance<T>(provider).RunAsync(Token));
    }

    private static async Task<IReadOnlyList<CheckResult>> DoctorAsync(params (string Key, string Value)[] settings)
    {
        using FakeSystem system = new();
        return await new Doctor(Configuration(settings), system.Files).RunAsync(Token);
    }

    private static IConfigurationRoot Configuration((string Key, string Value)[] settings) => new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Audio:Speaker", "none"), new("Audio:Microphone", "none"), new("Models:Profile", "embedded"),
            .. settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)),
        ]).Build();
}
