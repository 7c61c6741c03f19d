using EmotionVoice.Edge.Core.Control;

namespace EmotionVoice.Edge.Core.Led;

/// <summary>What may be changed of the ring while it runs: by command, by hand. Safe to call from several threads.</summary>
public sealed class LedControl(LedRingOptions options) : IDimmer
{
    private double _brightness = options.Brightness;
    private volatile NightMode _night = options.Night;

    /// <summary>In [0, 1]; 0 turns the ring off.</summary>
    public double Brightness
    {
        get => Volatile.Read(ref _brightness);
        set => Volatile.Write(ref _brightness, Math.Clamp(value, 0, 1));
    }

    public NightMode Night
    {
        get => _night;
        set => _night = value;
    }

    /// <summary>Brightness with the night taken off.</summary>
    /// <param name="timeOfDay">Local time.</param>
    public float At(TimeSpan timeOfDay) => (float)Brightness * NightDimming.Factor(options, Night, timeOfDay);
}
