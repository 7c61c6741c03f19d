namespace EmotionVoice.Edge.Core.Led;

/// <summary>LEDs in a circle. LED 0 is at the top; the numbers run clockwise.</summary>
public interface ILedRing
{
    int Count { get; }

    /// <summary>Shows a frame until the next one. May block for as long as the bus takes, and throw; called by one thread.</summary>
    /// <param name="frame">[<see cref="Count"/>]</param>
    void Show(ReadOnlySpan<Rgb> frame);
}
