using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Devices.LedRing;
using EmotionVoice.Edge.Devices.Simulated;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Observers.LedRing;

/// <summary>The rings that show the same frames.</summary>
/// <param name="All">All of them, each with as many LEDs as the settings say. Owned and disposed.</param>
/// <param name="Drawn">The one on the terminal, if any.</param>
internal sealed record LedRings(IReadOnlyList<ILedRing> All, TerminalLedRing? Drawn) : IDisposable
{
    /// <summary>A ring that isn't there is told once; then there is none.</summary>
    /// <param name="options">Which ring.</param>
    /// <param name="spi">Where LEDs are wired to.</param>
    /// <param name="onTerminal">Whether somebody draws the turn.</param>
    /// <param name="log">Hears once when there is no ring where the settings say.</param>
    public static LedRings Create(LedRingOptions options, Ws28xxOptions spi, bool onTerminal, ILogger<LedRings> log)
    {
        bool drawing = options.Ring == LedRingKind.Terminal || (onTerminal && options.Ring != LedRingKind.None);
        TerminalLedRing? drawn = drawing ? new TerminalLedRing(options.Count) : null;
        Ws28xxLedRing? wired = options.Ring == LedRingKind.Ws2812 ? TryOpen(options, spi, log) : null;
        return new LedRings([.. new ILedRing?[] { wired, drawn }.OfType<ILedRing>()], drawn);
    }

    public void Dispose()
    {
        foreach (IDisposable ring in All.OfType<IDisposable>())
            ring.Dispose();
    }

    private static Ws28xxLedRing? TryOpen(LedRingOptions options, Ws28xxOptions spi, ILogger<LedRings> log)
    {
        try
        {
            return Ws28xxLedRing.Open(spi, options.Count);
        }
        catch (IOException e)
        {
            log.NoRing(e.Message);
            return null;
        }
    }
}
