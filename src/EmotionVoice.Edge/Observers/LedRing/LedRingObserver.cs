using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Core.Pipeline;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Observers.LedRing;

/// <summary>Shows on the rings what happens. Events are read at once; frames are drawn by a thread of their own.</summary>
internal sealed class LedRingObserver(LedRings rings, LedRingOptions options, LedControl control, TimeProvider clock, ILogger<LedRingObserver> log)
    : IConversationObserver
{
    private readonly Lock _lock = new();
    private readonly RingDirector _director = new(options);
    private readonly RingOutput[] _outputs = [.. rings.All.Select(ring => new RingOutput(ring, log))];
    private readonly LinearRgb[] _light = new LinearRgb[options.Count];
    private readonly Rgb[] _frame = new Rgb[options.Count];
    private readonly long _start = clock.GetTimestamp();
    private long _shown, _dropped;

    public string Name => "LED ring";

    /// <summary>Frames that reached a ring, or were on it already.</summary>
    public long ShownFrames => Interlocked.Read(ref _shown);

    /// <summary>Frames that came due while a ring was slow or away.</summary>
    public long DroppedFrames => Interlocked.Read(ref _dropped);

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        if (_outputs.Length == 0)
            return;
        using FrameLoop loop = new("LED ring", clock, TimeSpan.FromSeconds(1) / options.FramesPerSecond, Draw);
        try
        {
            await foreach (ConversationEvent happened in events)
                lock (_lock)
                    _director.Apply(happened, Now);
        }
        finally
        {
            // LEDs stay lit without a program.
            if (loop.Stop())
                Show(new Rgb[options.Count]);
        }
    }

    private TimeSpan Now => clock.GetElapsedTime(_start);

    private void Draw(int skipped)
    {
        lock (_lock)
            _director.Draw(Now, _light);
        LedFrame.Encode(_light, control.At(clock.GetLocalNow().TimeOfDay), options.CurrentBudgetMilliamps, _frame);
        bool shown = Show(_frame);
        Interlocked.Add(ref _dropped, shown ? skipped : skipped + 1);
        Interlocked.Add(ref _shown, shown ? 1 : 0);
    }

    private bool Show(ReadOnlySpan<Rgb> frame)
    {
        bool all = true;
        foreach (RingOutput output in _outputs)
            all &= output.Show(frame, Now);
        return all;
    }
}
