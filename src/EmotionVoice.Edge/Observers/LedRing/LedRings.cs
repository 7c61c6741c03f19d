using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Devices.Simulated;

namespace EmotionVoice.Edge.Observers.LedRing;

/// <summary>The rings that show the same frames.</summary>
/// <param name="All">All of them, each with as many LEDs as the settings say.</param>
/// <param name="Drawn">The one on the terminal, if any.</param>
internal sealed record LedRings(IReadOnlyList<ILedRing> All, TerminalLedRing? Drawn)
{
    /// <param name="options">Which ring.</param>
    /// <param name="onTerminal">Whether somebody draws the turn.</param>
    public static LedRings Create(LedRingOptions options, bool onTerminal)
    {
        LedRingKind kind = options.Ring == LedRingKind.Auto ? onTerminal ? LedRingKind.Terminal : LedRingKind.None : options.Ring;
        TerminalLedRing? drawn = kind == LedRingKind.Terminal ? new TerminalLedRing(options.Count) : null;
        return new LedRings(drawn is null ? [] : [drawn], drawn);
    }
}
