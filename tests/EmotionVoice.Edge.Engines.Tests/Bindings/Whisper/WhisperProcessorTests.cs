using Whisper.net;

namespace EmotionVoice.Edge.Engines.Tests.Bindings.Whisper;

public sealed class WhisperProcessorTests(WhisperModel model) : IClassFixture<WhisperModel>
{
    private const string LongClip = "LJ001-0001"; // 9.7 s, "Printing, in the only sense with which we are at present concerned, …"
    private const string ShortClip = "LJ001-0002"; // 1.9 s, "in being comparatively modern."
    private const int ShortContext = 350; // 1.9 s of 20 ms positions and a margin of 256

    [Fact]
    public async Task A_clip_becomes_its_words()
    {
        float[] samples = WhisperModel.Clip("en", LongClip);
        var raised = new List<SegmentData>();
        await using WhisperProcessor processor = model.Builder()
            .WithAudioContextSize(740).WithProbabilities().WithSegmentEventHandler(raised.Add).Build();

        List<SegmentData> segments = await All(processor, samples);

        Assert.Contains("Printing, in the only sense with which we are at present concerned", Text(segments), StringComparison.Ordinal);
        Assert.Equal(segments, raised);
        Assert.All(segments, segment =>
        {
            Assert.Equal("en", segment.Language);
            Assert.InRange(segment.Probability, 0.5f, 1);
            Assert.InRange(segment.Probability, segment.MinProbability, segment.MaxProbability);
            Assert.InRange(segment.NoSpeechProbability, 0, 0.5f);
            Assert.InRange(segment.End, segment.Start, TimeSpan.FromSeconds(10));
            Assert.Contains(segment.Tokens, token => token.Id > 0 && token.Probability > 0.5f && token.Text == " the");
        });
    }

    [Fact]
    public async Task Korean_comes_back_in_its_own_letters_when_the_language_is_detected()
    {
        string? clip = Directory.Exists(Path.GetDirectoryName(WhisperModel.ModelPath)) ? FirstKoreanClip() : null;
        if (clip is null)
            Assert.Skip("There are no clips in ../shared/clips/ko.");
        await using WhisperProcessor processor = model.Builder().WithLanguageDetection().WithAudioContextSize(740).Build();

        List<SegmentData> segments = await All(processor, WhisperModel.Clip("ko", clip!));

        Assert.All(segments, segment => Assert.Equal("ko", segment.Language));
        Assert.Contains(Text(segments), letter => letter is >= '가' and <= '힣');
    }

    [Fact]
    public async Task Probabilities_are_zero_unless_asked_for()
    {
        float[] samples = WhisperModel.Clip("en", ShortClip);
        await using WhisperProcessor processor = model.Builder().WithAudioContextSize(ShortContext).Build();

        Assert.All(await All(processor, samples), segment => Assert.Equal(0, segment.Probability));
    }

    [Fact]
    public async Task The_language_changes_with_the_next_call()
    {
        float[] samples = WhisperModel.Clip("en", ShortClip);
        await using WhisperProcessor processor = model.Builder().WithAudioContextSize(ShortContext).WithMaxTokensPerSegment(24).Build();

        List<SegmentData> english = await All(processor, samples);
        processor.ChangeLanguage("ko");
        List<SegmentData> korean = await All(processor, samples);

        Assert.Equal("en", english[0].Language);
        Assert.Equal("ko", korean[0].Language);
    }

    [Fact]
    public void The_language_is_the_most_probable_one_or_the_best_candidate()
    {
        float[] samples = WhisperModel.Clip("en", LongClip);
        using WhisperProcessor processor = model.Builder().Build();

        (string? any, float anyProbability) = processor.DetectLanguageWithProbability(samples);
        (string? candidate, float candidateProbability) = processor.DetectLanguageWithProbability(samples.AsSpan(), "ko", "no such language", "ja");

        Assert.Equal("en", any);
        Assert.InRange(anyProbability, 0.9f, 1);
        Assert.Contains(candidate, (string[])["ko", "ja"]);
        Assert.InRange(candidateProbability, 0, 0.1f);
    }

    [Fact]
    public async Task Cancelling_aborts_the_native_run()
    {
        float[] minute = [.. Enumerable.Repeat(WhisperModel.Clip("en", LongClip), 6).SelectMany(clip => clip)];
        using var cancellation = new CancellationTokenSource();
        await using WhisperProcessor processor = model.Builder().Build();

        Task<List<SegmentData>> run = AllUntil(processor, minute, cancellation.Token);
        cancellation.CancelAfter(TimeSpan.FromMilliseconds(300)); // the encoder of the first of two windows is at work

        await Assert.ThrowsAsync<TaskCanceledException>(() => run);
        Assert.NotEmpty(await All(processor, minute[..30_000]));
    }

    [Fact]
    public async Task A_run_that_is_cancelled_before_it_starts_does_not_start()
    {
        float[] samples = WhisperModel.Clip("en", ShortClip);
        await using WhisperProcessor processor = model.Builder().Build();

        await Assert.ThrowsAsync<TaskCanceledException>(() => AllUntil(processor, samples, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Disposing_at_once_is_refused_while_a_run_is_active_and_disposing_later_waits()
    {
        float[] samples = WhisperModel.Clip("en", ShortClip);
        WhisperProcessor processor = model.Builder().WithAudioContextSize(ShortContext).Build();

        Task<List<SegmentData>> run = All(processor, samples);
        Assert.ThrowsAny<Exception>(processor.Dispose);
        await processor.DisposeAsync();

        Assert.NotEmpty(await run);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => All(processor, samples));
    }

    [Fact]
    public async Task Calls_of_one_processor_follow_each_other()
    {
        float[] samples = WhisperModel.Clip("en", ShortClip);
        await using WhisperProcessor processor = model.Builder().WithAudioContextSize(ShortContext).Build();

        List<SegmentData>[] results = await Task.WhenAll(All(processor, samples), All(processor, samples));

        Assert.Equal(Text(results[0]), Text(results[1]));
    }

    [Fact]
    public async Task An_audio_context_that_is_too_large_is_an_error_of_the_library()
    {
        float[] samples = WhisperModel.Clip("en", ShortClip);
        await using WhisperProcessor processor = model.Builder().WithAudioContextSize(2000).Build();

        WhisperProcessingException failure = await Assert.ThrowsAsync<WhisperProcessingException>(() => All(processor, samples));

        Assert.Equal(-5, failure.ErrorCode);
    }

    private static string? FirstKoreanClip() =>
        Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(WhisperModel.ModelPath)!, "..", "..", "clips", "ko"), "*.wav")
            .Order(StringComparer.Ordinal).Select(Path.GetFileNameWithoutExtension).FirstOrDefault();

    private static Task<List<SegmentData>> All(WhisperProcessor processor, float[] samples) =>
        AllUntil(processor, samples, TestContext.Current.CancellationToken);

    private static async Task<List<SegmentData>> AllUntil(WhisperProcessor processor, float[] samples, CancellationToken cancellation)
    {
        var segments = new List<SegmentData>();
        await foreach (SegmentData segment in processor.ProcessAsync(samples, cancellation))
            segments.Add(segment);
        return segments;
    }

    private static string Text(IEnumerable<SegmentData> segments) => string.Concat(segments.Select(segment => segment.Text));
}
