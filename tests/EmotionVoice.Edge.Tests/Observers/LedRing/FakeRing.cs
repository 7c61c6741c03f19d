using EmotionVoice.Edge.Core.Led;

namespace EmotionVoice.Edge.Tests.Observers.LedRing;

/// <summary>Keeps its frames; can be held up and can fail.</summary>
internal sealed class FakeRing(int count) : ILedRing, IDisposable
{
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly List<Rgb[]> _frames = [];

    public int Count => count;

    public ManualResetEventSlim Free { get; } = new(true);

    public volatile Exception? Failure;

    public Rgb[][] Frames
    {
        get
        {
            lock (_frames)
                return [.. _frames];
        }
    }

    public void Show(ReadOnlySpan<Rgb> frame)
    {
        lock (_frames)
            _frames.Add(frame.ToArray());
        Exception? failure = Failure;
        _arrived.Release();
        Free.Wait();
        if (failure is not null)
            throw failure;
    }

    public void Dispose()
    {
        _arrived.Dispose();
        Free.Dispose();
    }

    /// <summary>Ends when one more frame has come.</summary>
    public async Task FrameAsync() => Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
}
