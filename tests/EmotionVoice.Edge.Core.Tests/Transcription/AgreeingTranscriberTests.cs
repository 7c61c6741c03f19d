using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Core.Tests.Transcription;

public sealed class AgreeingTranscriberTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task QuickReadingsConfirmEachOtherAndTheFinalOneCompletesThem()
    {
        FakeTranscriber engine = new("I would", "I would like", "I would like some tea.");
        using IUtteranceReader reader = Begin(engine);

        PartialTranscript first = await reader.ReadAsync(new float[8_000], false, Token);
        PartialTranscript second = await reader.ReadAsync(new float[16_000], false, Token);
        PartialTranscript last = await reader.ReadAsync(new float[32_000], true, Token);

        Assert.Equal(("", "I would"), (first.Confirmed, first.Tentative));
        Assert.Equal(("I would", "like"), (second.Confirmed, second.Tentative));
        Assert.Equal("I would like some tea.", last.Whole.Text);
        Assert.Equal([true, true, false], engine.Requests.Select(request => request.Quick));
    }

    [Fact]
    public async Task WordsThatTheEngineDoubtsChangeNothing()
    {
        FakeTranscriber engine = new("Hello there", "Hello there now", new Transcript("Thank you.", "en", 0.3f, 0.9f));
        using IUtteranceReader reader = Begin(engine);
        await reader.ReadAsync(new float[8_000], false, Token);
        await reader.ReadAsync(new float[8_000], false, Token);

        PartialTranscript doubtful = await reader.ReadAsync(new float[16_000], false, Token);

        Assert.Equal(("Hello there", "now"), (doubtful.Confirmed, doubtful.Tentative));
    }

    [Fact]
    public async Task LongSoundIsCutAtAWordAndItsWordsBecomeThePrompt()
    {
        string text = "one two three four five six seven eight nine";
        FakeTranscriber engine = new(Timed(text), Timed(text + " ten"), Timed("six seven eight nine ten"));
        using IUtteranceReader reader = Begin(engine);
        await reader.ReadAsync(Seconds(9), false, Token);
        await reader.ReadAsync(Seconds(10), false, Token);

        PartialTranscript last = await reader.ReadAsync(Seconds(11), true, Token);

        // Latest cut at 7 s of 10; each word begins at a whole second and pauses before the sixth.
        Assert.Equal("one two three four five", engine.Requests[2].Prompt);
        Assert.Equal(AudioFormat.Samples(TimeSpan.FromSeconds(11 - 4.75)), engine.Heard[2].Length);
        Assert.Equal("one two three four five six seven eight nine ten", last.Whole.Text);
    }

    [Fact]
    public async Task OfSeveralLanguagesNothingIsConfirmedBeforeTwoReadingsAgree()
    {
        FakeTranscriber engine = new(
            new Transcript("Anyong", "en", 0.9f, 0), new Transcript("안녕", "ko", 0.9f, 0), new Transcript("안녕하세요 저는", "ko", 0.9f, 0),
            new Transcript("안녕하세요 저는 민수입니다", "ko", 0.9f, 0));
        using IUtteranceReader reader = new AgreeingTranscriber(engine, new TranscriptionOptions()).Begin(TranscriptionRequest.In("en", "ko"));
        for (int i = 0; i < 3; i++)
            await reader.ReadAsync(new float[8_000], false, Token);

        PartialTranscript last = await reader.ReadAsync(new float[8_000], true, Token);

        Assert.Equal("안녕하세요 저는 민수입니다", last.Whole.Text);
        Assert.Equal([2, 2, 2, 1], engine.Requests.Select(request => request.Languages.Count));
    }

    private static IUtteranceReader Begin(FakeTranscriber engine) => new AgreeingTranscriber(engine, new TranscriptionOptions()).Begin(TranscriptionRequest.In("en"));

    private static float[] Seconds(int seconds) => new float[seconds * AudioFormat.SampleRateHz];

    // A word a second, half a second long; before the sixth, a longer pause.
    private static Transcript Timed(string text)
    {
        string[] words = text.Split(' ');
        return new Transcript(text, "en", 0.9f, 0)
        {
            Words = [.. words.Select((word, i) => new TimedWord(word, TimeSpan.FromSeconds(i), TimeSpan.FromSeconds(i + (i == 4 ? 0.5 : 0.8))))],
        };
    }
}
