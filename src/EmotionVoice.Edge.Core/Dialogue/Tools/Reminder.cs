using EmotionVoice.Edge.Core.Pipeline;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

public enum ReminderKind
{
    Timer,
    Alarm,
}

/// <summary>A timer or an alarm that was set.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Due">When it rings.</param>
/// <param name="Length">Of a timer.</param>
/// <param name="Language">In which it was set and rings; ISO 639-1.</param>
public sealed record Reminder(ReminderKind Kind, DateTimeOffset Due, TimeSpan? Length, string Language);

/// <summary>A timer or an alarm rings.</summary>
public sealed record ReminderRang(ReminderKind Kind) : ConversationEvent;

/// <summary>Keeps timers and alarms over a restart.</summary>
public interface IReminderStore
{
    /// <summary>What was kept; nothing when it can't be read, which the store has reported.</summary>
    IReadOnlyList<Reminder> Load();

    /// <summary>Replaces all of it, or nothing.</summary>
    /// <exception cref="IOException">It can't be written; what was kept before is still there.</exception>
    void Save(IReadOnlyList<Reminder> reminders);
}

/// <summary>Keeps them only as long as the program runs.</summary>
public sealed class MemoryReminderStore : IReminderStore
{
    private IReadOnlyList<Reminder> _reminders = [];

    public IReadOnlyList<Reminder> Load() => _reminders;

    public void Save(IReadOnlyList<Reminder> reminders) => _reminders = reminders;
}
