using EmotionVoice.Edge.Core.Led;

namespace EmotionVoice.Edge.Devices.Simulated;

/// <summary>A ring without LEDs: keeps the last frame for whoever draws it. Safe to call from several threads.</summary>
public sealed class TerminalLedRing : ILedRing
{
    private readonly Lock _lock = new();
    private readonly Rgb[] _frame;

    public TerminalLedRing(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _frame = new Rgb[count];
    }

    /// <inheritdoc/>
    public int Count => _frame.Length;

    /// <inheritdoc/>
    public void Show(ReadOnlySpan<Rgb> frame)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(frame.Length, Count);
        lock (_lock)
            frame.CopyTo(_frame);
    }

    /// <summary>Copies the last frame.</summary>
    /// <param name="frame">[<see cref="Count"/>]</param>
    public void Read(Span<Rgb> frame)
    {
        lock (_lock)
            _frame.CopyTo(frame);
    }
}
