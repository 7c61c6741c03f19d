namespace EmotionVoice.Edge.Core.Led;

/// <summary>Levels as the ring shows them. Used by one thread at a time.</summary>
public sealed class Loudness
{
    // A meter that rises at once and falls slowly reads as speech; the same both ways flickers.
    private static readonly TimeSpan s_attack = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan s_release = TimeSpan.FromMilliseconds(180);

    private const float QuietDb = -55, LoudDb = -15;

    /// <summary>In [0, 1].</summary>
    public float Value { get; private set; }

    /// <summary>0 for a quiet room, 1 for loud speech nearby.</summary>
    /// <param name="rmsDb">In dBFS.</param>
    public static float Of(float rmsDb) => Math.Clamp((rmsDb - QuietDb) / (LoudDb - QuietDb), 0, 1);

    /// <summary>Moves towards <paramref name="target"/> for <paramref name="elapsed"/>.</summary>
    public void Follow(float target, TimeSpan elapsed)
    {
        double share = 1 - Math.Exp(-Math.Max(0, elapsed / (target > Value ? s_attack : s_release)));
        Value += (target - Value) * (float)share;
    }
}
