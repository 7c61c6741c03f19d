using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Engines.Sherpa;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Engines.Tests.Sherpa;

public class MoonshineTranscriberTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CleanEnglishIsUnderstoodAndBelieved()
    {
        await using MoonshineTranscriber transcriber = Create();
        int errors = 0, words = 0;
        double seconds = 0;
        long start = TimeProvider.System.GetTimestamp();
        foreach (string path in Directory.GetFiles(Local.ClipPath("clips/en"), "*.wav"))
        {
            float[] clip = Local.ReadWave(path);
            Transcript transcript = await transcriber.TranscribeAsync(clip, TranscriptionRequest.In("en", "ko"), Token);
            string[] reference = Words(await File.ReadAllTextAsync(Path.ChangeExtension(path, ".txt"), Token));
            errors += Errors(reference, Words(transcript.Text));
            words += reference.Length;
            seconds += clip.Length / 16_000.0;
            Assert.Equal("en", transcript.Language);
            Assert.True(transcript.Confidence > 0.8, $"{Path.GetFileName(path)}: {transcript.Confidence}");
        }

        double took = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        output.WriteLine($"{errors} of {words} words wrong; real-time factor {took / seconds:F3}");
        Assert.InRange((double)errors / words, 0, 0.13); // numbers are written as digits, which counts here
    }

    [Fact]
    public async Task KoreanGetsNoWords()
    {
        await using MoonshineTranscriber transcriber = Create();
        foreach (string path in Directory.GetFiles(Local.ClipPath("clips/ko"), "*.wav"))
        {
            Transcript transcript = await transcriber.TranscribeAsync(Local.ReadWave(path), TranscriptionRequest.In("en"), Token);
            Assert.True(transcript.IsEmpty, $"{Path.GetFileName(path)}: {transcript.Confidence} {transcript.Text}");
        }
    }

    [Fact]
    public async Task NothingGetsNoWords()
    {
        await using MoonshineTranscriber transcriber = Create();
        Random random = new(1);
        List<float[]> sounds =
        [
            new float[320_000],
            [.. Enumerable.Range(0, 320_000).Select(_ => (float)(random.NextDouble() - 0.5) * 0.2f)],
            [.. Enumerable.Range(0, 320_000).Select(n => 0.3f * MathF.Sin(2 * MathF.PI * 1_000 * n / 16_000))],
            [],
            new float[100],
        ];
        foreach (float[] sound in sounds)
            Assert.Equal("", (await transcriber.TranscribeAsync(sound, TranscriptionRequest.In("en"), Token)).Text);
    }

    [Fact]
    public async Task NoiseGetsNoWords()
    {
        await using MoonshineTranscriber transcriber = Create();
        foreach (string path in Directory.GetFiles(Local.ClipPath("clips/noise"), "*.wav"))
            Assert.Equal("", (await transcriber.TranscribeAsync(Local.ReadWave(path), TranscriptionRequest.In("en"), Token)).Text);
    }

    [Fact]
    public async Task ALanguageItDoesNotKnowIsLeftAlone()
    {
        await using MoonshineTranscriber transcriber = Create();
        Transcript transcript = await transcriber.TranscribeAsync(Local.Chirp(), TranscriptionRequest.In("ko"), Token);
        Assert.Equal(("", "ko"), (transcript.Text, transcript.Language));
    }

    [Fact]
    public async Task ManyAtOnceWaitForEachOtherAndACancelledOneLeaves()
    {
        await using MoonshineTranscriber transcriber = Create();
        float[] clip = Local.Clip("clips/en/LJ001-0002.wav");
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        Task<Transcript>[] both =
        [
            transcriber.TranscribeAsync(clip, TranscriptionRequest.In("en"), Token),
            transcriber.TranscribeAsync(clip, TranscriptionRequest.In("en"), Token),
        ];
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => transcriber.TranscribeAsync(clip, TranscriptionRequest.In("en"), cancelled.Token));
        Transcript[] results = await Task.WhenAll(both);
        Assert.Equal(results[0], results[1]);
        Assert.Contains("modern", results[0].Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task DisposingTwiceIsHarmless()
    {
        MoonshineTranscriber transcriber = Create();
        await transcriber.DisposeAsync();
        await transcriber.DisposeAsync();
    }

    [Fact]
    public void MissingFilesAreNamed()
    {
        MoonshineOptions options = new() { Encoder = "/nowhere/encoder.onnx", Decoder = "/nowhere/decoder.onnx", Tokens = "/nowhere/tokens.txt" };
        FileNotFoundException error = Assert.Throws<FileNotFoundException>(
            () => new MoonshineTranscriber(options, NullLogger<MoonshineTranscriber>.Instance));
        Assert.Contains("/nowhere/encoder.onnx", error.Message, StringComparison.Ordinal);
        Assert.Contains("emotionvoice models fetch", error.Message, StringComparison.Ordinal);
    }

    private static MoonshineTranscriber Create()
    {
        Local.NeedSherpa();
        MoonshineOptions options = new()
        {
            Encoder = Local.Model("moonshine-tiny-en/encoder_model.onnx"),
            Decoder = Local.Model("moonshine-tiny-en/decoder_model_merged.onnx"),
            Tokens = Local.Model("moonshine-tiny-en/tokens.txt"),
        };
        return new MoonshineTranscriber(options, NullLogger<MoonshineTranscriber>.Instance);
    }

    private static string[] Words(string text) =>
        new string([.. text.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : c is '\'' ? '\'' : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static int Errors(string[] reference, string[] heard)
    {
        int[,] cost = new int[reference.Length + 1, heard.Length + 1];
        for (int i = 0; i <= reference.Length; i++)
        {
            for (int j = 0; j <= heard.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(
                        Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1,
                        cost[i - 1, j - 1] + (reference[i - 1] == heard[j - 1] ? 0 : 1));
            }
        }

        return cost[reference.Length, heard.Length];
    }
}
