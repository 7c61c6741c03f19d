using System.Text.Json;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Engines.SpeechEmotion;
using EmotionVoice.Edge.Engines.Tests.Sherpa;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Engines.Tests.SpeechEmotion;

public class OnnxVoiceEmotionRecognizerTests(ITestOutputHelper output)
{
    private const float Tolerance = 0.02f;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ThePublishedVectorsAreReproduced()
    {
        await using OnnxVoiceEmotionRecognizer recognizer = Create();
        using JsonDocument vectors = JsonDocument.Parse(await File.ReadAllTextAsync(Local.Model("speech-emotion/vectors.json"), Token));
        int compared = 0;
        foreach (JsonElement entry in vectors.RootElement.EnumerateArray())
        {
            float[]? sound = SoundOf(entry);
            if (sound is null)
                continue;
            VoiceEmotion emotion = await recognizer.RecognizeAsync(sound, Token);
            float[] expected = [.. entry.GetProperty("probabilities").EnumerateArray().Select(value => value.GetSingle())];
            for (int i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], emotion.Scores[EmotionScores.SevenLabels[i]], Tolerance);
            Assert.Equal(0, emotion.Scores[EmotionLabel.Other] + emotion.Scores[EmotionLabel.Unknown]);
            Assert.Equal(256, emotion.Embedding.Length);
            compared++;
        }

        Assert.True(compared >= 2);
    }

    [Fact]
    public async Task SoundOfAnyLengthIsTaken()
    {
        await using OnnxVoiceEmotionRecognizer recognizer = Create();
        float[] chirp = Local.Chirp();
        foreach (int length in (int[])[0, 1, 7_999, 8_000, 128_001, 400_000])
        {
            float[] sound = [.. Enumerable.Range(0, length).Select(n => chirp[n % chirp.Length])];
            VoiceEmotion emotion = await recognizer.RecognizeAsync(sound, Token);
            Assert.Equal(1, emotion.Scores.Values.ToArray().Sum(), 3);
            Assert.InRange(emotion.Valence, -1, 1);
            Assert.InRange(emotion.Arousal, -1, 1);
        }
    }

    [Fact]
    public async Task ASeriesOfWindowsIsTheirMean()
    {
        await using OnnxVoiceEmotionRecognizer recognizer = Create();
        float[] chirp = Local.Chirp();
        float[] first = [.. chirp, .. chirp, .. chirp, .. chirp];
        float[] second = new float[128_000];
        VoiceEmotion whole = await recognizer.RecognizeAsync((float[])[.. first, .. second], Token);
        VoiceEmotion a = await recognizer.RecognizeAsync(first, Token);
        VoiceEmotion b = await recognizer.RecognizeAsync(second, Token);
        Assert.Equal((a.Scores[EmotionLabel.Happy] + b.Scores[EmotionLabel.Happy]) / 2, whole.Scores[EmotionLabel.Happy], 4);
        Assert.Equal((a.Embedding.Span[7] + b.Embedding.Span[7]) / 2, whole.Embedding.Span[7], 3);
    }

    [Fact]
    public async Task ItIsQuickEnoughAndCancels()
    {
        await using OnnxVoiceEmotionRecognizer recognizer = Create();
        float[] threeSeconds = [.. Local.Chirp(), .. Local.Chirp()[..16_000]];
        await recognizer.RecognizeAsync(threeSeconds, Token);
        long start = TimeProvider.System.GetTimestamp();
        for (int i = 0; i < 10; i++)
            await recognizer.RecognizeAsync(threeSeconds, Token);
        output.WriteLine($"{TimeProvider.System.GetElapsedTime(start).TotalMilliseconds / 10:F1} ms for a window of 3 s");

        using CancellationTokenSource cancelled = new();
        Task<VoiceEmotion> running = recognizer.RecognizeAsync(new float[16_000 * 600], cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public void AMissingDamagedOrForeignModelIsRefused()
    {
        Local.NeedSherpa();
        Assert.Contains("/nowhere.onnx", Refused("/nowhere.onnx"), StringComparison.Ordinal);
        Assert.Contains("not one of feeling", Refused(Local.Model("silero-vad-v5/silero_vad_v5.onnx")), StringComparison.Ordinal);

        static string Refused(string path) => Assert.Throws<InvalidDataException>(() =>
            new OnnxVoiceEmotionRecognizer(
                new SpeechEmotionOptions { Model = path }, NullLogger<OnnxVoiceEmotionRecognizer>.Instance)).Message;
    }

    private static OnnxVoiceEmotionRecognizer Create()
    {
        Local.NeedSherpa();
        SpeechEmotionOptions options = new() { Model = Local.Model("speech-emotion/speech-emotion.onnx") };
        return new OnnxVoiceEmotionRecognizer(options, NullLogger<OnnxVoiceEmotionRecognizer>.Instance);
    }

    // Null when a recording is not at hand; the chirp and silence always are.
    private static float[]? SoundOf(JsonElement entry)
    {
        if (entry.TryGetProperty("signal", out JsonElement signal))
            return signal.GetString()!.Contains("sin", StringComparison.Ordinal) ? Local.Chirp() : new float[16_000];
        string path = Local.Beside(entry.GetProperty("clip").GetString()!);
        return File.Exists(path) ? Local.ReadWave(path) : null;
    }
}
