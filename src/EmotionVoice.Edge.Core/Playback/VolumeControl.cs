using EmotionVoice.Edge.Core.Synthesis;

namespace EmotionVoice.Edge.Core.Playback;

/// <summary>
/// The loudness of the device's voice. A change glides over <see cref="Glide"/>, so that it doesn't click. Set from any
/// thread; <see cref="Apply"/> is used only by the feed's writer.
/// </summary>
public sealed class VolumeControl
{
    public static readonly TimeSpan Glide = TimeSpan.FromMilliseconds(20);

    private double _volume = 1;
    private float _gain = 1;
    private float _noiseGain = 1;

    /// <summary>In [0, 1]. Default 1: the voice as it is.</summary>
    public double Volume
    {
        get => Volatile.Read(ref _volume);
        set => Volatile.Write(ref _volume, Math.Clamp(double.IsFinite(value) ? value : 1, 0, 1));
    }

    /// <summary>Factor for the noise in the room, in [0, 1], beside the volume. Default 1.</summary>
    public float NoiseGain
    {
        get => Volatile.Read(ref _noiseGain);
        set => Volatile.Write(ref _noiseGain, Math.Clamp(value, 0, 1));
    }

    /// <summary>Amplitude of a volume. Loudness is felt in ratios; the square is the usual taper: half the way is -12 dB.</summary>
    public static float Gain(double volume) => (float)(volume * volume);

    /// <summary>The sound at this loudness; the same samples when nothing is to be done.</summary>
    public SpeechAudio Apply(SpeechAudio audio)
    {
        float target = Gain(Volume) * NoiseGain;
        if (_gain == target && target == 1)
            return audio;
        float step = 1 / Math.Max(1, (float)Glide.TotalSeconds * audio.SampleRateHz);
        ReadOnlySpan<float> samples = audio.Samples.Span;
        float[] scaled = new float[samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            _gain = _gain < target ? Math.Min(target, _gain + step) : Math.Max(target, _gain - step);
            scaled[i] = samples[i] * _gain;
        }

        return audio with { Samples = scaled };
    }
}
