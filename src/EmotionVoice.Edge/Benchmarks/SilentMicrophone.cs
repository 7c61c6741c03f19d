using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;

namespace EmotionVoice.Edge.Benchmarks;

/// <summary>
/// A quiet room in real time: faint noise at 48 kHz, resampled to 16 kHz as a device's sound would be. Says when a
/// measurement begins and ends, at the boundaries of frames.
/// </summary>
internal sealed class SilentMicrophone(TimeSpan settle, TimeSpan duration, Action begin, Action<long> end, TimeProvider clock) : IMicrophone
{
    private const int DeviceRateHz = 48_000;
    private const float Amplitude = 0.0003f; // about -75 dBFS

    public string Name => "a quiet room";

    public bool IsLive => true;

    public long DroppedFrames => 0;

    public async IAsyncEnumerable<AudioFrame> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        float[] noise = Noise();
        PolyphaseResampler resampler = new(DeviceRateHz, AudioFormat.SampleRateHz);
        float[] converted = new float[resampler.MaxOutput(noise.Length)];
        float[] frame = new float[AudioFormat.FrameSamples];
        int filled = 0;
        long start = 0, first = (long)(settle / AudioFormat.FrameDuration), last = first + (long)(duration / AudioFormat.FrameDuration);
        using PeriodicTimer timer = new(AudioFormat.FrameDuration, clock);
        for (long n = 0; n < last; n++)
        {
            if (n == first)
                begin();
            await timer.WaitForNextTickAsync(cancellationToken);
            int count = resampler.Process(noise, converted);
            for (int at = 0; at < count;)
            {
                int taken = Math.Min(count - at, frame.Length - filled);
                converted.AsSpan(at, taken).CopyTo(frame.AsSpan(filled));
                at += taken;
                filled += taken;
                if (filled < frame.Length)
                    continue;
                yield return new AudioFrame(frame, start);
                start += frame.Length;
                frame = new float[frame.Length]; // the old one belongs to the frame
                filled = 0;
            }
        }

        end(last - first);
    }

    private static float[] Noise()
    {
        float[] noise = new float[AudioFormat.FrameSamples * DeviceRateHz / AudioFormat.SampleRateHz];
        uint state = 1;
        for (int i = 0; i < noise.Length; i++)
        {
            state = (state * 1_664_525) + 1_013_904_223;
            noise[i] = Amplitude * (((state >> 8) / 8_388_608f) - 1);
        }

        return noise;
    }
}
