using Microsoft.AspNetCore.Http;

namespace EmotionVoice.Edge.Api.Work;

/// <summary>
/// Shares the engines among those who come through the doors: one request at a time, for on a small board two at once
/// take as long as one after the other and twice the memory. Of those who wait, who was served longest ago is next, so
/// that one busy client doesn't keep the others out. When enough wait, one more is told so at once. Somebody who speaks
/// to the device itself goes before all: what runs is stopped, and begun again when they are done. Any thread.
/// </summary>
internal sealed class EngineQueue(ApiOptions options, LocalTurn local)
{
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly List<(string Who, TaskCompletionSource Turn)> _waiting = [];
    private readonly Dictionary<string, long> _served = [];
    private long _turns;
    private long _refused;
    private long _repeated;
    private bool _taken;

    public int Waiting
    {
        get
        {
            lock (_lock)
                return _waiting.Count;
        }
    }

    /// <summary>Requests that were told BUSY.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Steps that were stopped because somebody spoke to the device, and begun again.</summary>
    public long Repeated => Interlocked.Read(ref _repeated);

    public static ProblemException Busy(string detail) => new(StatusCodes.Status503ServiceUnavailable, "BUSY", detail) { RetryAfter = s_retry };

    /// <summary>Waits for its turn; disposing the slot gives the engines back.</summary>
    /// <param name="who">The client: those with the same name share a turn.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ProblemException">Too many wait already.</exception>
    public async Task<Slot> EnterAsync(string who, CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        lock (_lock)
        {
            if (!_taken)
                return Take(who);
            if (_waiting.Count >= options.MaxWaiting)
            {
                Interlocked.Increment(ref _refused);
                throw Busy("The engines are busy, and as many requests wait as Api:MaxWaiting allows. Try again soon.");
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((who, turn));
        }

        try
        {
            await turn.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            if (GaveUp(turn))
                Leave();
            throw;
        }

        lock (_lock)
            return Take(who);
    }

    private Slot Take(string who)
    {
        _taken = true;
        // Clients come and go: those who wait no more need not be remembered.
        if (_served.Count > 1_000)
            _served.Clear();
        _served[who] = ++_turns;
        return new Slot(this, local);
    }

    // True when its turn had come just then: the next is to have it.
    private bool GaveUp(TaskCompletionSource turn)
    {
        lock (_lock)
            return _waiting.RemoveAll(waiting => waiting.Turn == turn) == 0;
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                _taken = false;
                return;
            }

            // The first among equals has waited longest.
            (string Who, TaskCompletionSource Turn) next = _waiting.MinBy(waiting => _served.GetValueOrDefault(waiting.Who));
            _waiting.Remove(next);
            next.Turn.SetResult();
        }
    }

    /// <summary>The engines, for one request.</summary>
    internal sealed class Slot(EngineQueue queue, LocalTurn local) : IDisposable
    {
        private int _left;

        /// <summary>Runs a step of the request while nobody speaks to the device; stopped by somebody who does, it is run again.</summary>
        /// <param name="step">Leaves nothing behind when it is cancelled.</param>
        /// <param name="cancellationToken">Ends the request.</param>
        /// <param name="mayRepeat">False once the step has shown something to the client; null: it never does.</param>
        /// <exception cref="ProblemException">It was stopped and can't be repeated.</exception>
        public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken, Func<bool>? mayRepeat = null)
        {
            while (true)
            {
                await local.WhenFreeAsync(cancellationToken);
                CancellationToken begun = local.Begun;
                using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(begun, cancellationToken);
                try
                {
                    return await step(either.Token);
                }
                catch (OperationCanceledException) when (begun.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
                {
                    if (mayRepeat?.Invoke() == false)
                        throw Busy("Somebody spoke to the device itself, who goes first. Ask again.");
                    Interlocked.Increment(ref queue._repeated);
                }
            }
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                queue.Leave();
        }
    }
}
