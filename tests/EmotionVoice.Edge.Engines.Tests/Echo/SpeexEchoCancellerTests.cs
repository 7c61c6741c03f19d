using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Echo;
using EmotionVoice.Edge.Core.Endpointing;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Engines.Echo;
using EmotionVoice.Edge.Engines.Espeak;
using EmotionVoice.Edge.Engines.Sherpa;
using EmotionVoice.Edge.Engines.Tests.Sherpa;
using EmotionVoice.Edge.Engines.Whisper;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Engines.Tests.Echo;

/// <summary>The device's own speech comes back into its microphone: real canceller, real voice activity detection, real rooms.</summary>
public sealed class SpeexEchoCancellerTests(ITestOutputHelper output)
{
    private static readonly string[] s_answers =
    [
        "I'm sorry to hear that your friend has moved away. It is hard to lose somebody who was always near.",
        "The museum is open from nine in the morning until six in the evening, and on Thursdays until eight.",
        "Turn left at the next crossing, then follow the road for about two kilometres. The station is on your right.",
        "What a wonderful surprise! Tell me more about it, I would love to hear the whole story.",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-6, 20, null)]
    [InlineData(-6, 300, null)]
    [InlineData(-12, 100, null)]
    [InlineData(-20, 40, null)]
    [InlineData(-6, 60, "rir1.wav")]
    [InlineData(-12, 20, "rir1.wav")]
    [InlineData(-20, 300, "rir1.wav")]
    [InlineData(-6, 120, "rir2.wav")]
    [InlineData(-12, 300, "rir2.wav")]
    [InlineData(-20, 20, "rir2.wav")]
    [InlineData(-6, 20, "rir3.wav")]
    [InlineData(-12, 200, "rir3.wav")]
    [InlineData(-20, 100, "rir3.wav")]
    public async Task OfItsOwnVoiceTheDeviceHearsNoSpeech(int echoDb, int delayMs, string? impulse)
    {
        EchoRoom room = new() { Played = await OwnVoiceAsync(), EchoDb = echoDb, DelayMs = delayMs, Impulse = Impulse(impulse) };
        (int judged, int speech, int started, float loss) = await HearAsync(room);
        output.WriteLine($"{echoDb} dB, {delayMs} ms, {impulse ?? "no room"}: found {room.Found?.TotalMilliseconds:F0} ms, echo lowered by {loss:F1} dB, gate {room.LossDb:F0} dB; speech in {speech} of {judged} frames, {started} onsets");

        Assert.NotNull(room.Found);
        Assert.InRange(room.Found.Value.TotalMilliseconds, delayMs - 2, delayMs + 40);
        Assert.Equal(0, started);
        Assert.True(loss > 15, $"{loss:F1} dB");
    }

    /// <summary>Somebody speaks into the answer, 6 dB louder than its echo.</summary>
    [Theory]
    [InlineData(-6, 20, null)]
    [InlineData(-12, 300, "rir1.wav")]
    [InlineData(-12, 100, "rir3.wav")]
    public async Task WhoSpeaksIntoItIsUnderstood(int echoDb, int delayMs, string? impulse)
    {
        string[] clips = ["LJ001-0002", "LJ001-0004", "LJ001-0008", "libri-1089-134691-0001"];
        float[] own = await OwnVoiceAsync();
        await using WhisperTranscriber transcriber = new(new WhisperOptions { ModelPath = Local.Model("whisper-base/ggml-base-q5_1.bin") }, NullLogger<WhisperTranscriber>.Instance);
        int wrong = 0, words = 0, wrongAlone = 0, missed = 0, frames = 0;
        List<int> holds = [];
        foreach (string clip in clips)
        {
            float[] person = Local.Clip($"clips/en/{clip}.wav");
            string[] said = Words(await File.ReadAllTextAsync(Local.ClipPath($"clips/en/{clip}.txt"), Token));
            const int at = 313 * AudioFormat.FrameSamples;
            EchoRoom room = new() { Played = own, EchoDb = echoDb, DelayMs = delayMs, Impulse = Impulse(impulse) };
            float gain = Level.ToAmplitude(6 + Level.RmsDbfs(room.Echo().AsSpan(at, person.Length)) - Level.RmsDbfs(person));
            EchoRoom both = new() { Played = own, EchoDb = echoDb, DelayMs = delayMs, Impulse = Impulse(impulse), Person = [.. new float[at], .. person.Select(sample => sample * gain)] };
            bool[] voiced = Voiced(person);
            (float[] heard, int lost, int holdMs) = await CaptureAsync(both, at, voiced);
            holds.Add(holdMs - Array.FindIndex(person, sample => MathF.Abs(sample) > 0.05f * person.Max(MathF.Abs)) * 1_000 / AudioFormat.SampleRateHz);
            missed += lost;
            frames += voiced.Count(speech => speech);
            wrong += Distance(said, Words((await transcriber.TranscribeAsync(heard, TranscriptionRequest.In("en"), Token)).Text));
            wrongAlone += Distance(said, Words((await transcriber.TranscribeAsync(person, TranscriptionRequest.In("en"), Token)).Text));
            words += said.Length;
        }

        output.WriteLine($"{echoDb} dB, {delayMs} ms, {impulse ?? "no room"}: WER {100.0 * wrong / words:F1} % over the echo, {100.0 * wrongAlone / words:F1} % alone ({words} words); {missed} of {frames} speech frames taken for own voice; holds {string.Join(", ", holds)} ms after onset");
        // At least the 16 ms of the canceller, besides the frame that it takes.
        Assert.All(holds, hold => Assert.InRange(hold, 16, 250));
        Assert.InRange(missed, 0, frames / 5);
        Assert.True(wrong <= 0.2 * words, $"{wrong} of {words} words");
    }

    private static async Task<(float[] Heard, int Lost, int HoldMs)> CaptureAsync(EchoRoom room, int at, bool[] voiced)
    {
        List<float> heard = [];
        int lost = 0;
        int length = voiced.Length * AudioFormat.FrameSamples;
        long hold = -1;
        using SileroVoiceActivityDetector detector = Silero();
        InterruptionPolicy policy = new(new InterruptionOptions());
        await foreach (AudioFrame frame in room.ListenAsync(new EchoOptions(), Token))
        {
            float probability = detector.SpeechProbability(frame);
            bool speech = frame.Echo == EchoVerdict.Clear && probability >= 0.5f;
            if (frame.Start > at - 16_000 && policy.Hear(speech) == InterruptionStep.Hold && hold < 0)
                hold = frame.End - at;
            if (frame.End <= at - 4_000 || frame.Start >= at + length + 4_000)
                continue;
            heard.AddRange(frame.Samples.Span);
            lost += frame.Echo != EchoVerdict.Clear && frame.Start >= at && frame.End <= at + length && voiced[(frame.Start - at) / AudioFormat.FrameSamples] ? 1 : 0;
        }

        return ([.. heard], lost, (int)AudioFormat.Duration(hold).TotalMilliseconds);
    }

    // Where the person speaks, as the same detector hears it without any echo.
    private static bool[] Voiced(float[] person)
    {
        using SileroVoiceActivityDetector detector = Silero();
        bool[] voiced = new bool[person.Length / AudioFormat.FrameSamples];
        for (int i = 0; i < voiced.Length; i++)
            voiced[i] = detector.SpeechProbability(new AudioFrame(person.AsMemory(i * AudioFormat.FrameSamples, AudioFormat.FrameSamples), i * AudioFormat.FrameSamples)) >= 0.5f;
        return voiced;
    }

    private static string[] Words(string text) =>
        [.. text.ToLowerInvariant().Split([' ', '-', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(word => string.Concat(word.Where(char.IsLetterOrDigit))).Where(word => word.Length > 0)];

    // Words that have to be put in, taken out or changed.
    private static int Distance(string[] expected, string[] actual)
    {
        int[] row = [.. Enumerable.Range(0, actual.Length + 1)];
        for (int i = 1; i <= expected.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= actual.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (expected[i - 1] == actual[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }

    private static async Task<(int Judged, int Speech, int Started, float LossDb)> HearAsync(EchoRoom room)
    {
        using SileroVoiceActivityDetector detector = Silero();
        VoiceActivityOptions options = new();
        UtteranceSegmenter segmenter = new(options, new FixedEndpointer(new EndpointingOptions()));
        float[] recorded = room.Recorded();
        int judged = 0, speech = 0, started = 0;
        double before = 0, after = 0;
        await foreach (AudioFrame frame in room.ListenAsync(new EchoOptions(), Token))
        {
            float probability = detector.SpeechProbability(frame);
            if (frame.Echo == EchoVerdict.Unjudged)
                continue;
            judged++;
            if (frame.Echo == EchoVerdict.OwnVoice)
                probability = 0;
            speech += probability >= options.OnsetThreshold ? 1 : 0;
            started += segmenter.Push(frame, probability).Kind == SpeechSignalKind.Started ? 1 : 0;
            before += Energy(recorded.AsSpan((int)frame.Start, frame.Samples.Length));
            after += Energy(frame.Samples.Span);
        }

        return (judged, speech, started, (float)(10 * Math.Log10(before / after)));
    }

    private static double Energy(ReadOnlySpan<float> samples)
    {
        double energy = 0;
        foreach (float sample in samples)
            energy += sample * sample;
        return energy;
    }

    private static float[]? Impulse(string? name) => name is null ? null : Local.Clip("clips/rir/" + name);

    private static SileroVoiceActivityDetector Silero()
    {
        Local.NeedSherpa();
        return new SileroVoiceActivityDetector(new SileroOptions { Model = Local.Model("silero-vad-v5/silero_vad_v5.onnx") });
    }

    private static async Task<float[]> OwnVoiceAsync()
    {
        NeedSpeex();
        Local.NeedEspeak();
        await using EspeakSynthesizer voice = new(new EspeakOptions());
        List<float> sound = [.. new float[8_000]];
        foreach (string answer in s_answers)
        {
            List<float> spoken = [];
            int rate = 0;
            await foreach (SpeechAudio audio in voice.SynthesizeAsync(new SpeechRequest(answer, "en"), Token))
            {
                spoken.AddRange(audio.Samples.Span);
                rate = audio.SampleRateHz;
            }

            sound.AddRange(PolyphaseResampler.Convert(spoken.ToArray(), rate, AudioFormat.SampleRateHz));
            sound.AddRange(new float[16_000]);
        }

        return [.. sound];
    }

    private static void NeedSpeex()
    {
        try
        {
            new SpeexEchoCanceller(new EchoOptions()).Dispose();
        }
        catch (DllNotFoundException error)
        {
            Assert.Skip(error.Message + " (apt install libspeexdsp1)");
        }
    }
}
