using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Observers.Tracing;
using EmotionVoice.Edge.Tests.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Tests.Composition;

/// <summary>The settings files of the uses, loaded as `--use` loads them.</summary>
public sealed class UsesTests
{
    [Theory]
    [InlineData("Kiosk")]
    [InlineData("InCar")]
    [InlineData("Simulation")]
    public void EveryFileHoldsSoundSettings(string use) => Assert.NotNull(Services(use));

    [Fact]
    public void EveryFileIsTested() => Assert.Equal(
        ["InCar", "Kiosk", "Simulation"],
        Directory.EnumerateFiles(Path.Combine(RepositoryTree.Root, "src/EmotionVoice.Edge"), "appsettings.*.json").Select(file => Path.GetFileName(file).Split('.')[1]).Order(StringComparer.Ordinal));

    [Fact]
    public void AKioskGreetsForgetsAndAnswersWhoeverSpeaks()
    {
        IServiceCollection services = Services("Kiosk");

        Assert.Equal([typeof(ForgetAfterSilence), typeof(Greeter), typeof(NoiseVolumeObserver)], Habits(services));
        Assert.Equal(TimeSpan.FromSeconds(60), Settings<DialogueOptions>(services).ForgetAfter);
        Assert.Equal(2, Settings<DialogueOptions>(services).MaxSentences);
        Assert.Equal(WakeMode.Open, Settings<WakeOptions>(services).Mode);
    }

    [Fact]
    public void ACarWaitsForWordOrButtonAndNeverAsksForTheEyes()
    {
        IServiceCollection services = Services("InCar");

        Assert.Equal([typeof(ForgetAfterSilence), typeof(NoiseVolumeObserver)], Habits(services));
        Assert.True(Settings<DialogueOptions>(services) is { EyesFree: true, MaxSentences: 1 });
        Assert.Equal(WakeMode.Keyword | WakeMode.Button, Settings<WakeOptions>(services).Mode);
        Assert.True(Settings<VoiceActivityOptions>(services).OnsetThreshold > new VoiceActivityOptions().OnsetThreshold);
    }

    [Fact]
    public void AnotherDeviceHasNoHabits() => Assert.Empty(Habits(Services(null)));

    [Fact]
    public void ASimulationSpeaksForItselfWhateverDevicesThereAre()
    {
        IConfigurationRoot configuration = SettingsSource.Load("Simulation", []);
        using StringWriter notes = new();

        Simulation.UseWhereSoundIsMissing(configuration, notes);

        Assert.StartsWith("wav:", configuration["Audio:Microphone"], StringComparison.Ordinal);
        Assert.EndsWith("answer.wav", configuration["Audio:Speaker"], StringComparison.Ordinal);
        Assert.DoesNotContain("There is no", notes.ToString(), StringComparison.Ordinal);
    }

    private static ServiceCollection Services(string? use)
    {
        ServiceCollection services = new();
        services.AddEmotionVoice(SettingsSource.Load(use, []));
        return services;
    }

    private static T Settings<T>(IServiceCollection services) => Assert.IsType<T>(services.Single(service => service.ServiceType == typeof(T)).ImplementationInstance);

    // Spans are every device's.
    private static Type[] Habits(IServiceCollection services) =>
        [.. services.Where(service => service.ServiceType == typeof(IConversationObserver) && service.ImplementationType != typeof(TurnSpans)).Select(service => service.ImplementationType!).OrderBy(type => type.Name, StringComparer.Ordinal)];
}
