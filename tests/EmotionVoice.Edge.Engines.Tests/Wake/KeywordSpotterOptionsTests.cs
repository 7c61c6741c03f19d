using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Engines.Wake;

namespace EmotionVoice.Edge.Engines.Tests.Wake;

/// <summary>No keyword model of sherpa-onnx is at hand, so the engine itself is not run here: only what can go wrong before it.</summary>
public class KeywordSpotterOptionsTests
{
    [Fact]
    public void NoFileIsSoundAndMeansNotConfigured()
    {
        Assert.True(new KeywordSpotterFiles().Validate(null, new KeywordSpotterOptions()).Succeeded);
        Assert.False(new KeywordSpotterOptions().IsConfigured);
    }

    [Fact]
    public void EveryMissingFileIsNamed()
    {
        KeywordSpotterOptions options = new() { Encoder = "e", Tokens = "t" };
        Assert.Equal(
            [
                "Wake:KeywordSpotter:Decoder is missing; a keyword model needs all five files.",
                "Wake:KeywordSpotter:Joiner is missing; a keyword model needs all five files.",
                "Wake:KeywordSpotter:Keywords is missing; a keyword model needs all five files.",
            ],
            new KeywordSpotterFiles().Validate(null, options).Failures);
    }

    [Fact]
    public void AFileThatIsNotThereIsRefusedBeforeNativeCodeSeesIt() =>
        Assert.Throws<FileNotFoundException>(() => new SherpaKeywordDetector(new KeywordSpotterOptions { Encoder = "/nowhere.onnx" }, new WakeOptions()));
}
