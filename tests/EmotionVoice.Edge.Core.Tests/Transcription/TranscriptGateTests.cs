using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Core.Tests.Transcription;

public sealed class TranscriptGateTests
{
    private readonly TranscriptGate _gate = new(new TranscriptionOptions());

    [Fact]
    public void DigitalSilenceIsTooQuiet() => Assert.Equal(TranscriptRejection.TooQuiet, _gate.CheckSound(new float[16_000]));

    [Fact]
    public void NothingAtAllIsTooQuiet() => Assert.Equal(TranscriptRejection.TooQuiet, _gate.CheckSound([]));

    [Fact]
    public void OneLoudWordInALongSilenceIsLoudEnough()
    {
        float[] samples = new float[160_000];
        Some.Speech(TimeSpan.FromMilliseconds(200), 0.1f).CopyTo(samples, 80_000);

        Assert.Equal(TranscriptRejection.None, _gate.CheckSound(samples));
    }

    [Theory]
    [InlineData("Turn on the light.", 0.9f, 0.05f, TranscriptRejection.None)]
    [InlineData("불 좀 켜 주세요.", 0.8f, 0.05f, TranscriptRejection.None)]
    [InlineData("Turn on the light.", 0.9f, 0.9f, TranscriptRejection.None)]
    [InlineData("Thank you.", 0.5f, 0.8f, TranscriptRejection.NoSpeech)]
    [InlineData("Blorp the ning", 0.2f, 0.1f, TranscriptRejection.Doubtful)]
    [InlineData("", 0.9f, 0.1f, TranscriptRejection.NoWords)]
    [InlineData("[Music]", 0.9f, 0.1f, TranscriptRejection.NotWords)]
    [InlineData("(wind blowing) ♪♪", 0.9f, 0.1f, TranscriptRejection.NotWords)]
    [InlineData("...", 0.9f, 0.1f, TranscriptRejection.NotWords)]
    [InlineData("the the the the the the", 0.9f, 0.1f, TranscriptRejection.Repetition)]
    [InlineData("no no no, I mean it", 0.9f, 0.1f, TranscriptRejection.None)]
    public void WordsAreToldFromNoise(string text, float confidence, float noSpeech, TranscriptRejection expected) =>
        Assert.Equal(expected, _gate.CheckTranscript(new Transcript(text, "en", confidence, noSpeech)));

    [Fact]
    public void ASpeakerWhoHardlyStandsOutIsNotGuessedAt()
    {
        Assert.Equal(TranscriptRejection.TooNoisy, new TranscriptGate(new TranscriptionOptions { MinSnrDb = 3 }).CheckNoise(2.9f));
        Assert.Equal(TranscriptRejection.None, new TranscriptGate(new TranscriptionOptions { MinSnrDb = 3 }).CheckNoise(3));
        Assert.Equal(TranscriptRejection.None, new TranscriptGate(new TranscriptionOptions()).CheckNoise(-20));
    }

    [Theory]
    [InlineData("in being in being in being in being", "in being")]
    [InlineData("produced, produced, produced, produced,", "produced,")]
    [InlineData("in being comparative. In being comparative. In being comparative.", "in being comparative.")]
    [InlineData("so it goes on and on and on and on", "so it goes on and")]
    [InlineData("no, no, that is fine", "no, no, that is fine")]
    [InlineData("", "")]
    public void OfALoopTheFirstRoundIsLeft(string text, string expected) => Assert.Equal(expected, TranscriptGate.WithoutRepetition(text));
}
