namespace EmotionVoice.Edge.Core.Turns;

/// <summary>Who has the floor: one turn, or one announcement, at a time. First come, first served.</summary>
public sealed class Floor : IDisposable
{
    private readonly SemaphoreSlim _free = new(1, 1);

    /// <summary>Waits for its turn; disposing the result gives the floor back.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        return new Hold(_free);
    }

    public void Dispose() => _free.Dispose();

    private sealed class Hold(SemaphoreSlim free) : IDisposable
    {
        private SemaphoreSlim? _free = free;

        public void Dispose() => Interlocked.Exchange(ref _free, null)?.Release();
    }
}
