using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Tests.Composition;

public sealed class WakeFactoryTests
{
    [Fact]
    public async Task WithoutAWordNothingStandsBeforeTheConversation()
    {
        await using ServiceProvider services = Services();
        Assert.IsType<OpenMicrophoneGate>(services.GetRequiredService<IWakeGate>());
    }

    [Fact]
    public async Task OpenWinsBesideOthersAndNeedsNoModel()
    {
        await using ServiceProvider services = Services(("Wake:Mode", "keyword, open"), ("Wake:Word", "abracadabra"));
        Assert.True(services.GetRequiredService<IWakeGate>().IsOpen);
    }

    [Fact]
    public async Task AButtonNeedsNoModelAndOpensTheGate()
    {
        await using ServiceProvider services = Services(("Wake:Mode", "button"));
        IWakeGate gate = services.GetRequiredService<IWakeGate>();
        Assert.False(gate.IsOpen);
        gate.Open(WakeReason.Button);
        gate.Admit(default, speaking: false, default);
        Assert.True(gate.IsOpen);
    }

    [Fact]
    public async Task AWordWithoutAModelIsRefusedAndTheOthersAreNamed()
    {
        await using ServiceProvider services = Services(("Wake:Mode", "keyword"), ("Wake:Word", "abracadabra"));
        ModelException refusal = Assert.Throws<ModelException>(services.GetRequiredService<IWakeGate>);
        Assert.Equal(ExitCodes.Configuration, refusal.ExitCode);
        Assert.Equal(
            "Wake:Word: there is no model of the wake word 'abracadabra' (wake-abracadabra); there are models of alexa, hey_jarvis, hey_mycroft, hey_rhasspy. " +
            "For another word configure a keyword model in Wake:KeywordSpotter.",
            refusal.Message);
    }

    [Fact]
    public async Task AModelThatIsNotFetchedIsNamedWithTheCommandThatFetchesIt()
    {
        string empty = Path.Combine(Path.GetTempPath(), "emotionvoice-no-models");
        await using ServiceProvider services = Services(("Wake:Mode", "keyword"), ("Wake:Word", "hey_mycroft"), ("Models:Cache", empty));
        ModelException refusal = Assert.Throws<ModelException>(services.GetRequiredService<IWakeGate>);
        Assert.Equal(ExitCodes.Unavailable, refusal.ExitCode);
        Assert.Contains("emotionvoice models fetch wake-hey-mycroft", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryWrongFieldIsNamed()
    {
        SettingsException refusal = Assert.Throws<SettingsException>(() => Services(("Wake:Threshold", "7"), ("Wake:KeywordSpotter:Encoder", "e.onnx")));
        Assert.Contains(refusal.Problems, problem => problem.Contains("Threshold", StringComparison.Ordinal));
        Assert.Contains("Wake:KeywordSpotter:Tokens is missing; a keyword model needs all five files.", refusal.Problems);
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value))).Build();
        return new ServiceCollection().AddLogging().AddEmotionVoice(configuration).BuildServiceProvider();
    }
}
