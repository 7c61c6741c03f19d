namespace EmotionVoice.Edge.Api.Sockets;

/// <summary>How many connections a door has at a time. Any thread.</summary>
internal sealed class SocketSlots(int most)
{
    private int _taken;

    /// <summary>Disposing gives the place back.</summary>
    /// <exception cref="ProblemException">All are taken.</exception>
    public IDisposable Take()
    {
        if (Interlocked.Increment(ref _taken) <= most)
            return new Slot(this);
        Interlocked.Decrement(ref _taken);
        throw new ProblemException(Microsoft.AspNetCore.Http.StatusCodes.Status503ServiceUnavailable, "BUSY", "As many are connected to this address as Api:MaxStreams allows. Try again later.") { RetryAfter = TimeSpan.FromSeconds(10) };
    }

    private sealed class Slot(SocketSlots slots) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                Interlocked.Decrement(ref slots._taken);
        }
    }
}
