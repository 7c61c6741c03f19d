namespace EmotionVoice.Edge.Core.Led;

/// <summary>What may be changed of the ring while it runs: by command, by hand. Safe to call from several threads.</summary>
public sealed class LedControl(LedRingOptions options)
{
    private volatile float _brightness = (float)options.Brightness;
    private volatile NightMode _night = options.Night;

    /// <summary>In [0, 1]; 0 turns the ring off.</summary>
    public float Brightness
    {
        get => _brightness;
        set => _brightness = Math.Clamp(value, 0, 1);
    }

    public NightMode Night
    {
        get => _night;
        set => _night = value;
    }

    /// <summary>Brightness with the night taken off.</summary>
    /// <param name="timeOfDay">Local time.</param>
    public float At(TimeSpan timeOfDay) => Brightness * NightDimming.Factor(options, Night, timeOfDay);
}
