using System.Numerics;
using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Echo;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Engines.Echo;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Engines.Tests.Echo;

/// <summary>
/// A loudspeaker and a microphone in one room: what is played comes back at a level, after a delay, through the room; a
/// person may speak besides, and the microphone has some noise of its own.
/// </summary>
internal sealed class EchoRoom
{
    public required float[] Played { get; init; }

    public float EchoDb { get; init; } = -12;

    public int DelayMs { get; init; } = 100;

    public float[]? Impulse { get; init; }

    /// <summary>[n] what the person says, from the first sample on; null: nothing.</summary>
    public float[]? Person { get; init; }

    /// <summary>What the microphone hears of the loudspeaker.</summary>
    public float[] Echo()
    {
        float[] sound = Impulse is null ? Played : Convolve(Played, Impulse);
        float gain = Level.ToAmplitude(EchoDb + Level.RmsDbfs(Played) - Level.RmsDbfs(sound));
        int delay = DelayMs * AudioFormat.SampleRateHz / 1_000;
        float[] echo = new float[Played.Length];
        for (int i = delay; i < echo.Length; i++)
            echo[i] = sound[i - delay] * gain;
        return echo;
    }

    /// <summary>Frames as they come out of the canceller.</summary>
    public async IAsyncEnumerable<AudioFrame> ListenAsync(EchoOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PlayedSound played = new();
        using SpeexEchoCanceller canceller = new(options);
        EchoCancellingMicrophone microphone = new(new Microphone(Recorded(), Played, played.Begin(AudioFormat.SampleRateHz)), played, canceller, NullLogger<EchoCancellingMicrophone>.Instance);
        await foreach (AudioFrame frame in microphone.ListenAsync(cancellationToken))
            yield return frame;
        Found = microphone.Delay;
        LossDb = microphone.LossDb;
    }

    /// <summary>The delay that was found; after listening.</summary>
    public TimeSpan? Found { get; private set; }

    public float LossDb { get; private set; }

    public float[] Recorded()
    {
        Random random = new(7);
        float[] recorded = Echo();
        for (int i = 0; i < recorded.Length; i++)
            recorded[i] += (Person is not null && i < Person.Length ? Person[i] : 0) + (float)(random.NextDouble() - 0.5) * 0.002f;
        return recorded;
    }

    private static float[] Convolve(float[] sound, float[] impulse)
    {
        // Only what is heard of it: 40 dB below the peak ends it.
        float peak = impulse.Max(MathF.Abs);
        int first = Array.FindIndex(impulse, value => MathF.Abs(value) > peak / 10);
        int last = Math.Min(Array.FindLastIndex(impulse, value => MathF.Abs(value) > peak / 100), first + 8_000);
        float[] result = new float[sound.Length];
        for (int tap = first; tap <= last; tap++)
        {
            Vector<float> weight = new(impulse[tap]);
            int i = tap - first;
            for (; i + Vector<float>.Count <= result.Length; i += Vector<float>.Count)
                (new Vector<float>(result, i) + weight * new Vector<float>(sound, i - tap + first)).CopyTo(result, i);
            for (; i < result.Length; i++)
                result[i] += impulse[tap] * sound[i - tap + first];
        }

        return result;
    }

    private sealed class Microphone(float[] recorded, float[] played, PlayedSound.Device device) : IMicrophone
    {
        public string Name => "room";

        public bool IsLive => true;

        public long DroppedFrames => 0;

        public async IAsyncEnumerable<AudioFrame> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (int start = 0; start + AudioFormat.FrameSamples <= recorded.Length; start += AudioFormat.FrameSamples)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await Task.CompletedTask;
                device.Add(played.AsSpan(start, AudioFormat.FrameSamples));
                yield return new AudioFrame(recorded.AsMemory(start, AudioFormat.FrameSamples), start);
            }
        }
    }
}
