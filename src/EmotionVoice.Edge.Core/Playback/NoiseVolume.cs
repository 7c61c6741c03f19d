using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Playback;

/// <summary>
/// From the noise around the device to a gain for its voice. The noise floor is the quietest moment of the last two
/// seconds without speech (minimum statistics: words have gaps, an engine has none). Pure; used by one thread.
/// </summary>
public sealed class NoiseVolume(NoiseVolumeOptions options)
{
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    /// <summary>Higher speech probabilities are words, not noise.</summary>
    private const float Speech = 0.3f;

    private readonly Queue<(TimeSpan At, float Db)> _levels = new();
    private TimeSpan _last;
    private bool _measured;

    /// <summary>Of the noise, in dBFS; null until a whole window was heard.</summary>
    public float? FloorDb { get; private set; }

    /// <summary>In dB, never above 0.</summary>
    public double GainDb { get; private set; }

    /// <summary>As a factor in [0, 1].</summary>
    public float Gain => Level.ToAmplitude((float)GainDb);

    /// <summary>Takes in a level of the microphone.</summary>
    /// <param name="at">When, on any clock; never earlier than the call before.</param>
    /// <param name="levelDb">In dBFS.</param>
    /// <param name="speechProbability">In [0, 1].</param>
    public void Hear(TimeSpan at, float levelDb, float speechProbability)
    {
        if (speechProbability > Speech)
            return;
        _levels.Enqueue((at, levelDb));
        bool full = false;
        while (at - _levels.Peek().At > Window)
        {
            _levels.Dequeue();
            full = true;
        }

        if (full || FloorDb is not null)
            FloorDb = _levels.Min(level => level.Db);
        TimeSpan passed = at - _last;
        _last = at;
        if (FloorDb is not { } floor)
            return;
        double target = -options.QuietCutDb * Math.Clamp((options.LoudDb - floor) / (options.LoudDb - options.QuietDb), 0, 1);
        // The first floor is where it starts from. A pause in the measuring, such as a reply, is no time to glide in.
        double step = options.SlewDb * Math.Min(passed.TotalSeconds, 0.5);
        GainDb = _measured ? Math.Clamp(target, GainDb - step, GainDb + step) : target;
        _measured = true;
    }

    /// <summary>What was heard last was not the room: the device spoke.</summary>
    public void Interrupt() => _levels.Clear();
}
