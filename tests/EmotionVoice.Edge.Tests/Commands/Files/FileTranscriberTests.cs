using EmotionVoice.Edge.Commands.Files;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Endpointing;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Tests.Commands.Files;

public sealed class FileTranscriberTests : IAsyncDisposable
{
    private readonly FakeTranscriber _engine = new("some words");

    [Fact]
    public async Task Ten_minutes_are_cut_into_pieces_that_lose_no_speech()
    {
        // Sentences of 3.9 s with pauses of 0.4 s: never silent for as long as a turn's end.
        float[] sentence = [.. Some.Speech(TimeSpan.FromSeconds(3.9)), .. Some.Silence(TimeSpan.FromSeconds(0.4))];
        float[] samples = [.. Enumerable.Repeat(sentence, 140).SelectMany(part => part)];
        FileTranscript heard = await Transcriber().TranscribeAsync(samples, TestContext.Current.CancellationToken);
        Assert.InRange(_engine.Heard.Max(piece => AudioFormat.Duration(piece.Length).TotalSeconds), 10, 29);
        Assert.Equal(Loud(samples), _engine.Heard.Sum(piece => Loud(piece.Span)));
        Assert.Equal(string.Join(' ', Enumerable.Repeat("some words", _engine.Calls)), heard.Whole.Text);
        Assert.Equal(602, heard.Audio.TotalSeconds, 3);
        Assert.True(heard.Pieces.Zip(heard.Pieces.Skip(1)).All(pair => pair.First.Start < pair.Second.Start));
    }

    [Fact]
    public async Task Speech_without_any_pause_is_cut_at_the_longest_piece_and_goes_on_in_the_next()
    {
        float[] samples = Some.Speech(TimeSpan.FromSeconds(70));
        await Transcriber().TranscribeAsync(samples, TestContext.Current.CancellationToken);
        Assert.Equal(3, _engine.Calls);
        Assert.Equal(Loud(samples), _engine.Heard.Sum(piece => Loud(piece.Span)));
    }

    [Fact]
    public async Task A_pause_in_a_short_recording_does_not_cut_it()
    {
        float[] samples = [.. Some.Speech(TimeSpan.FromSeconds(2)), .. Some.Silence(TimeSpan.FromSeconds(0.8)), .. Some.Speech(TimeSpan.FromSeconds(2))];
        await Transcriber().TranscribeAsync(samples, TestContext.Current.CancellationToken);
        Assert.Equal(1, _engine.Calls);
    }

    [Fact]
    public async Task Silence_never_reaches_the_engine()
    {
        FileTranscript heard = await Transcriber().TranscribeAsync(Some.Silence(TimeSpan.FromSeconds(20)), TestContext.Current.CancellationToken);
        Assert.Equal(0, _engine.Calls);
        Assert.True(heard.Whole.IsEmpty);
    }

    [Fact]
    public async Task Pieces_that_the_gate_rejects_are_left_out()
    {
        FakeTranscriber engine = new("[Music]", "words", new Transcript("a guess", "en", 0.1f, 0.1f));
        float[] part = [.. Some.Speech(TimeSpan.FromSeconds(2)), .. Some.Silence(TimeSpan.FromSeconds(2))];
        FileTranscript heard = await Transcriber(engine).TranscribeAsync([.. part, .. part, .. part], TestContext.Current.CancellationToken);
        Assert.Equal(3, engine.Calls);
        Assert.Equal("words", heard.Whole.Text);
    }

    [Theory]
    [InlineData(3, 0.9, false), InlineData(3, 1.1, true), InlineData(10, 0.5, false), InlineData(10, 0.8, true), InlineData(22, 0.064, false), InlineData(22, 0.1, true)]
    public void The_longer_a_piece_the_shorter_the_pause_that_ends_it(double speech, double silence, bool over) =>
        Assert.Equal(over, new PausesInRecording().IsTurnOver(new EndpointSituation(TimeSpan.FromSeconds(speech), TimeSpan.FromSeconds(silence))));

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private FileTranscriber Transcriber(ITranscriber? engine = null) =>
        new(new LoudnessDetector(), new VoiceActivityOptions(), engine ?? _engine, new TranscriptionOptions(), new FakeClock());

    private static int Loud(ReadOnlySpan<float> samples)
    {
        int loud = 0;
        foreach (float sample in samples)
            loud += sample != 0 ? 1 : 0;
        return loud;
    }
}
