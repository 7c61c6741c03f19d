using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Engines.Tests.Bindings.Whisper;
using EmotionVoice.Edge.Engines.Whisper;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Engines.Tests.Whisper;

public sealed class WhisperTranscriberTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cut_window_hears_what_the_full_one_hears()
    {
        await using WhisperTranscriber cut = Create(), full = Create(cutAudioContext: false);
        float[] clip = WhisperModel.Clip("en", "LJ001-0002");
        Transcript heard = await cut.TranscribeAsync(clip, TranscriptionRequest.In("en"), Token);
        Assert.Equal((await full.TranscribeAsync(clip, TranscriptionRequest.In("en"), Token)).Text, heard.Text);
        Assert.Contains("comparatively modern", heard.Text, StringComparison.OrdinalIgnoreCase);
        Assert.InRange(heard.Confidence, 0.7f, 1);
    }

    [Fact]
    public async Task Of_several_languages_the_spoken_one_is_chosen()
    {
        await using WhisperTranscriber transcriber = Create();
        string korean = Path.GetFileNameWithoutExtension(Directory.GetFiles(Path.GetDirectoryName(ClipPath("ko"))!, "*.wav").Order(StringComparer.Ordinal).First());
        TranscriptionRequest request = TranscriptionRequest.In("en", "ko");
        Assert.Equal("ko", (await transcriber.TranscribeAsync(WhisperModel.Clip("ko", korean), request, Token)).Language);
        Assert.Equal("en", (await transcriber.TranscribeAsync(WhisperModel.Clip("en", "LJ001-0002"), request, Token)).Language);
    }

    [Fact]
    public async Task A_cancelled_run_leaves_the_engine_usable()
    {
        await using WhisperTranscriber transcriber = Create();
        float[] clip = WhisperModel.Clip("en", "LJ001-0002");
        using CancellationTokenSource cancelled = new();
        Task<Transcript> first = transcriber.TranscribeAsync(clip, TranscriptionRequest.In("en"), cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.NotEqual("", (await transcriber.TranscribeAsync(clip, TranscriptionRequest.In("en"), Token)).Text);
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused_with_its_name_and_what_to_do()
    {
        WhisperModel.RequireLibrary();
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, new byte[10_000]);
            InvalidDataException refused = Assert.Throws<InvalidDataException>(() => Create(file));
            Assert.Contains(file, refused.Message, StringComparison.Ordinal);
            Assert.Contains("models verify", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(3, 384), InlineData(10, 704), InlineData(20, 1_216), InlineData(24, 1_500), InlineData(60, 1_500)]
    public void The_window_follows_the_length_with_a_margin(int seconds, int positions) =>
        Assert.Equal(positions, AudioContext.For(seconds * 16_000));

    [Theory]
    [InlineData("so so so so so so so so so so so so", 0.9f, 3_000, 20, true)]
    [InlineData("a fine day", 0.3f, 3_000, 4, true)]
    [InlineData("a fine day", 0.9f, 500, 4, true)]
    [InlineData("a fine \uFFFD", 0.9f, 3_000, 4, true)]
    [InlineData("a fine day", 0.9f, 3_000, 500, true)]
    [InlineData("a fine day", 0.9f, 3_000, 4, false)]
    public void Loops_doubt_early_ends_and_garbage_look_wrong(string text, float confidence, int endMs, int tokens, bool wrong)
    {
        float[] voice = [.. Enumerable.Range(0, 48_000).Select(n => 0.3f * MathF.Sin(n * 0.05f))];
        WhisperReading reading = new(text, "en", confidence, 0, TimeSpan.FromMilliseconds(endMs), tokens, []);
        Assert.Equal(wrong, reading.LooksWrong(voice));
    }

    private static string ClipPath(string language) => Path.Combine(Path.GetDirectoryName(WhisperModel.ModelPath)!, "..", "..", "clips", language, "x");

    private static WhisperTranscriber Create(string? model = null, bool cutAudioContext = true)
    {
        WhisperModel.RequireLibrary();
        if (model is null && !File.Exists(WhisperModel.ModelPath))
            Assert.Skip("The weights of Whisper base are not there: put ggml-base-q5_1.bin into ../shared/models/whisper-base.");
        return new WhisperTranscriber(
            new WhisperOptions { ModelPath = model ?? WhisperModel.ModelPath, CutAudioContext = cutAudioContext }, NullLogger<WhisperTranscriber>.Instance);
    }
}
