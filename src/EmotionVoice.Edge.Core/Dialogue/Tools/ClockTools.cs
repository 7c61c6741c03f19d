using System.ComponentModel;
using System.Globalization;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>Time, date, timers and alarms.</summary>
public sealed class ClockTools(Reminders reminders, TimeProvider clock) : IToolSource
{
    internal const string TimeNow = "get_time";
    internal const string Today = "get_date";
    internal const string SetTimer = "set_timer";
    internal const string SetAlarm = "set_alarm";
    internal const string Cancel = "cancel_timers";
    internal const string Left = "list_timers";

    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    public IEnumerable<AIFunction> Tools =>
    [
        ToolFunction.Create(TimeNow, "The time of day.", (AIFunctionArguments call) => ToolPhrases.Time(clock.GetLocalNow(), ToolFunction.LanguageOf(call))),
        ToolFunction.Create(Today, "Today's date and day of the week.", (AIFunctionArguments call) => ToolPhrases.Date(clock.GetLocalNow(), ToolFunction.LanguageOf(call))),
        ToolFunction.Create(SetTimer, "Sets a timer.", StartTimer),
        ToolFunction.Create(SetAlarm, "Sets an alarm.", StartAlarm),
        ToolFunction.Create(Cancel, "Cancels all timers and alarms.", (AIFunctionArguments call) => ToolPhrases.Cancelled(reminders.Clear(), ToolFunction.LanguageOf(call))),
        ToolFunction.Create(Left, "The timers and alarms that are set.", (AIFunctionArguments call) => ToolPhrases.Left(reminders.All, clock.GetLocalNow(), ToolFunction.LanguageOf(call))),
    ];

    private string StartTimer([Description("Length in seconds.")] double seconds, AIFunctionArguments call)
    {
        string language = ToolFunction.LanguageOf(call);
        if (!(seconds >= 1 && seconds <= s_longest.TotalSeconds))
            return ToolPhrases.TimerLength(language);
        TimeSpan length = TimeSpan.FromSeconds(seconds);
        bool kept = reminders.Add(new Reminder(ReminderKind.Timer, clock.GetUtcNow() + length, length, language));
        return ToolPhrases.TimerSet(length, language) + (kept ? "" : ToolPhrases.NotKept(language));
    }

    private string StartAlarm([Description("Local time, 24 hours, as in 07:30.")] string time, AIFunctionArguments call, [Description("Not the next time it is that late, but tomorrow.")] bool tomorrow = false)
    {
        string language = ToolFunction.LanguageOf(call);
        if (!TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly at))
            return ToolPhrases.AlarmTime(language);
        DateTimeOffset now = clock.GetLocalNow();
        DateTime day = now.Date.AddDays(tomorrow || TimeOnly.FromDateTime(now.DateTime) >= at ? 1 : 0);
        DateTime local = day + at.ToTimeSpan();
        // The offset of that night, not of now: between them the clocks may change.
        DateTimeOffset due = new(local, clock.LocalTimeZone.GetUtcOffset(local));
        bool kept = reminders.Add(new Reminder(ReminderKind.Alarm, due, null, language));
        return ToolPhrases.AlarmSet(due, due.Date > now.Date, language) + (kept ? "" : ToolPhrases.NotKept(language));
    }
}
