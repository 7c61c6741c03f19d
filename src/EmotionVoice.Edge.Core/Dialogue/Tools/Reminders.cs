using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>The timers and alarms that are set, soonest first. Safe to call from several threads.</summary>
public sealed class Reminders(IReminderStore store, TimeProvider clock, ILogger<Reminders> log)
{
    /// <summary>The clock may be set while one waits (a board without a battery learns the time from the network).</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private List<Reminder>? _reminders;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<Reminder> All
    {
        get
        {
            lock (_lock)
                return [.. Loaded()];
        }
    }

    /// <returns>False when it will not survive a restart.</returns>
    public bool Add(Reminder reminder) => Change(reminders =>
    {
        reminders.Add(reminder);
        reminders.Sort((a, b) => a.Due.CompareTo(b.Due));
    });

    public void Remove(Reminder reminder) => Change(reminders => reminders.Remove(reminder));

    /// <returns>How many there were.</returns>
    public int Clear()
    {
        int count = 0;
        Change(reminders =>
        {
            count = reminders.Count;
            reminders.Clear();
        });
        return count;
    }

    /// <summary>Waits until one is due. It stays until it is removed.</summary>
    public async Task<Reminder> NextDueAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Reminder? next;
            Task changed;
            lock (_lock)
                (next, changed) = (Loaded().FirstOrDefault(), _changed.Task);
            TimeSpan left = next is null ? Timeout.InfiniteTimeSpan : next.Due - clock.GetUtcNow();
            if (next is not null && left <= TimeSpan.Zero)
                return next;
            using CancellationTokenSource wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(changed, Task.Delay(left > s_longestWait ? s_longestWait : left, clock, wait.Token));
            await wait.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private bool Change(Action<List<Reminder>> change)
    {
        lock (_lock)
        {
            change(Loaded());
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                store.Save([.. Loaded()]);
                return true;
            }
            catch (IOException e)
            {
                log.RemindersNotKept(e);
                return false;
            }
        }
    }

    private List<Reminder> Loaded() => _reminders ??= [.. store.Load().OrderBy(reminder => reminder.Due)];
}
