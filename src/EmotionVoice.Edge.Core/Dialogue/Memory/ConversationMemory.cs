using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Dialogue.Memory;

/// <summary>
/// Keeps what a conversation remembers, no longer than the settings allow. Who has the floor notes changes; the loop
/// writes them, so that no turn waits for a disk. A disk that fails costs the memory, never the turn.
/// </summary>
public sealed class ConversationMemory(
    IConversationStore store, MemoryOptions options, DialogueOptions dialogue, TimeProvider clock, ILogger<ConversationMemory> log) : IConversationJournal, IDisposable
{
    /// <summary>How soon what is too old goes, a clock that was set is noticed, and a write that failed is tried again.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    // The time is kept though nothing is said: a board without a clock of its own may begin at the same time after every start.
    private static readonly TimeSpan s_stamp = TimeSpan.FromHours(1);

    // Clocks are adjusted by less than this a minute.
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _changed = new(0);

    // Within the lock.
    private readonly List<KeptExchange> _kept = [];
    private long _newest;
    private DateTimeOffset _seen;
    private long _seenAt;
    private bool _unsaved;
    private bool _erase;
    private TaskCompletionSource? _erased;

    private DateTimeOffset _stamped;

    // By who saves.
    private readonly Lock _saving = new();
    private bool _notKept;
    private bool _notErased;

    public IReadOnlyList<Exchange> Restore()
    {
        KeptConversation kept = store.Load();
        lock (_lock)
        {
            _kept.AddRange(kept.Exchanges);
            _newest = kept.Exchanges is [.., var last] ? last.Id : 0;
            (_seen, _seenAt, _stamped) = (kept.Seen, clock.GetTimestamp(), kept.Seen);
            Age();
            // After that silence the next who speaks is somebody else; that the program was off makes no difference.
            if (dialogue.ForgetAfter > TimeSpan.Zero && _kept is [.., var newest] && newest.At + dialogue.ForgetAfter <= _seen)
                Clear();
            Trim();
            if (_kept.Count > 0)
                log.GoesOn(_kept.Count);
            return [.. _kept.Select(exchange => exchange.Exchange)];
        }
    }

    public void Added(Exchange exchange) => Note(() =>
    {
        _kept.Add(new KeptExchange(++_newest, _seen, exchange));
        Trim();
        _unsaved = true;
    });

    public void Shortened(Exchange? exchange) => Note(() =>
    {
        // What was too old may be gone already.
        if (_kept.Count == 0)
            return;
        if (exchange is null)
            _kept.RemoveAt(_kept.Count - 1);
        else
            _kept[^1] = _kept[^1] with { Exchange = exchange };
        _unsaved = true;
    });

    public void Forgotten() => Note(Clear);

    public Task ErasedAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _erased?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask;
    }

    /// <summary>Writes what changes, until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        await using ITimer look = clock.CreateTimer(_ => _changed.Release(), null, Look, Look);
        while (true)
        {
            Save();
            await _changed.WaitAsync(stopping);
        }
    }

    /// <summary>Writes what has not been written yet.</summary>
    public void Save()
    {
        lock (_saving)
        {
            (KeptConversation? conversation, bool erase, TaskCompletionSource? erased) = Take();
            if (erase)
                Erase();
            erased?.TrySetResult();
            if (conversation is not null)
                Keep(conversation);
        }
    }

    public void Dispose() => _changed.Dispose();

    private void Note(Action change)
    {
        lock (_lock)
        {
            Age();
            change();
        }

        _changed.Release();
    }

    private (KeptConversation?, bool, TaskCompletionSource?) Take()
    {
        lock (_lock)
        {
            Age();
            _unsaved |= _kept.Count > 0 && _seen - _stamped >= s_stamp;
            var taken = (_unsaved ? new KeptConversation([.. _kept], _seen) : null, _erase, _erased);
            (_unsaved, _erase, _erased) = (false, false, null);
            return taken;
        }
    }

    // Within the lock. A clock that was set back makes nothing younger, one that was set forward makes all of it older.
    private void Age()
    {
        (DateTimeOffset now, long at) = (clock.GetUtcNow(), clock.GetTimestamp());
        TimeSpan back = _seen + clock.GetElapsedTime(_seenAt, at) - now;
        if (back > s_tolerance && _kept.Count > 0)
        {
            for (int i = 0; i < _kept.Count; i++)
                _kept[i] = _kept[i] with { At = _kept[i].At - back };
            _unsaved = true;
        }

        (_seen, _seenAt) = (now, at);
        _unsaved |= _kept.RemoveAll(exchange => now - exchange.At >= options.Retention) > 0;
    }

    private void Trim()
    {
        if (_kept.Count <= dialogue.MaxTurns)
            return;
        _kept.RemoveRange(0, _kept.Count - dialogue.MaxTurns);
        _unsaved = true;
    }

    private void Clear()
    {
        _kept.Clear();
        (_unsaved, _erase) = (false, true);
        _erased ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private void Keep(KeptConversation conversation)
    {
        try
        {
            store.Save(conversation);
            lock (_lock)
                _stamped = conversation.Seen;
            if (_notKept)
                log.KeptAgain();
            _notKept = false;
        }
        catch (IOException e)
        {
            if (!_notKept)
                log.NotKept(e.Message);
            _notKept = true;
            lock (_lock)
                _unsaved = true;
        }
    }

    private void Erase()
    {
        try
        {
            store.Erase();
            if (_notErased)
                log.ErasedAfterAll();
            _notErased = false;
        }
        catch (IOException e)
        {
            if (!_notErased)
                log.NotErased(e.Message);
            _notErased = true;
            lock (_lock)
                _erase = true;
        }
    }
}
