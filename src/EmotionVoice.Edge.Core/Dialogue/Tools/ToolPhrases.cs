using System.Globalization;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>What tools say, English and Korean; other languages get English.</summary>
internal static class ToolPhrases
{
    public static string OneMoment(string language) => Ko(language) ? "잠시만요, 되면 바로 알려 드릴게요." : "One moment, I'll tell you when I have it.";

    public static string Done(string language) => Ko(language) ? "다 됐어요." : "Done.";

    public static string Failed(string language) => Ko(language) ? "죄송해요, 그건 지금 할 수 없었어요." : "I'm sorry, that didn't work just now.";

    public static string LeftUndone(string language) => Ko(language) ? "알겠어요, 그대로 둘게요." : "Okay, I'll leave it as it is.";

    public static string NotHere(string language) => Ko(language) ? "죄송해요, 이 기기에서는 할 수 없어요." : "I'm sorry, this device can't do that.";

    public static string NotThere(string language) => Ko(language) ? "죄송해요, 그 기능은 지금 쓸 수 없어요." : "I'm sorry, I can't reach what I need for that right now.";

    /// <summary>Before a result that comes when the talk has moved on.</summary>
    public static string ByTheWay(string result, string language) => Ko(language) ? $"실례합니다, 아까 부탁하신 거예요. {result}" : $"Excuse me, here is what you asked for before. {result}";

    /// <summary>The question before something dangerous.</summary>
    /// <param name="tool">Its name.</param>
    /// <param name="what">What would be done, for people.</param>
    /// <param name="language">ISO 639-1.</param>
    public static string ShallI(string tool, string what, string language) => (tool, Ko(language)) switch
    {
        (DeviceTools.Mute, false) => "I would not hear you any more until somebody switches the microphone on again. Shall I?",
        (DeviceTools.Mute, true) => "마이크를 끄면 누군가 다시 켤 때까지 들을 수 없어요. 끌까요?",
        (DeviceTools.Forget, false) => "That would forget our whole conversation. Shall I?",
        (DeviceTools.Forget, true) => "지금까지 나눈 이야기를 모두 잊게 돼요. 그렇게 할까요?",
        (_, false) => $"Are you sure that I should do this: {what}?",
        (_, true) => $"{what}, 정말 이렇게 할까요?",
    };

    public static string Time(DateTimeOffset now, string language) => Ko(language)
        ? $"지금은 {Clock(now, language)}이에요."
        : $"It's {Clock(now, language)}.";

    public static string Date(DateTimeOffset now, string language) => Ko(language)
        ? FormattableString.Invariant($"오늘은 {now.Year}년 {now.Month}월 {now.Day}일 {"일월화수목금토"[(int)now.DayOfWeek]}요일이에요.")
        : $"Today is {now.ToString("dddd, MMMM d, yyyy", CultureInfo.InvariantCulture)}.";

    public static string TimerSet(TimeSpan length, string language) => Ko(language) ? $"타이머를 {Length(length, language)} 맞췄어요." : $"Timer set for {Length(length, language)}.";

    public static string AlarmSet(DateTimeOffset due, bool tomorrow, string language) => Ko(language)
        ? $"{(tomorrow ? "내일 " : "")}{Clock(due, language)}에 알람을 맞췄어요."
        : $"Alarm set for {Clock(due, language)}{(tomorrow ? " tomorrow" : "")}.";

    public static string NotKept(string language) => Ko(language)
        ? " 다만 저장하지 못해서, 기기가 다시 시작되면 울리지 않아요."
        : " But I could not save it: if I am restarted, it won't ring.";

    public static string TimerLength(string language) => Ko(language)
        ? "타이머는 일 초에서 하루까지 맞출 수 있어요."
        : "A timer can run from one second to a day.";

    public static string AlarmTime(string language) => Ko(language)
        ? "몇 시에 맞출지 다시 말씀해 주세요."
        : "Please tell me again for what time.";

    public static string Cancelled(int count, string language) => (count, Ko(language)) switch
    {
        (0, false) => "There is no timer or alarm to cancel.",
        (0, true) => "취소할 타이머나 알람이 없어요.",
        (1, false) => "Cancelled.",
        (1, true) => "취소했어요.",
        (_, false) => FormattableString.Invariant($"All {count} are cancelled."),
        (_, true) => FormattableString.Invariant($"{count}개를 모두 취소했어요."),
    };

    public static string Left(IReadOnlyList<Reminder> reminders, DateTimeOffset now, string language)
    {
        if (reminders.Count == 0)
            return Ko(language) ? "지금은 타이머나 알람이 없어요." : "There is no timer or alarm.";
        IEnumerable<string> each = reminders.Select(reminder => reminder.Kind == ReminderKind.Timer
            ? Ko(language) ? $"타이머는 {Length(reminder.Due - now, language)} 남았어요." : $"The timer has {Length(reminder.Due - now, language)} left."
            : Ko(language) ? $"알람은 {Clock(reminder.Due.ToOffset(now.Offset), language)}에 울려요." : $"The alarm rings at {Clock(reminder.Due.ToOffset(now.Offset), language)}.");
        return string.Join(' ', each);
    }

    /// <summary>What is said when it is due.</summary>
    public static string Ring(Reminder reminder, DateTimeOffset now, bool late, string language)
    {
        bool timer = reminder.Kind == ReminderKind.Timer;
        string what = timer ? Length(reminder.Length ?? default, language) : Clock(reminder.Due.ToOffset(now.Offset), language);
        return (timer, late, Ko(language)) switch
        {
            (true, false, false) => $"Excuse me, your timer of {what} is up.",
            (true, true, false) => $"While I was off, your timer of {what} ran out.",
            (false, false, false) => $"Excuse me, it's {what}: this is your alarm.",
            (false, true, false) => $"While I was off, your alarm for {what} was due.",
            (true, false, true) => $"실례합니다, {what} 타이머가 끝났어요.",
            (true, true, true) => $"제가 꺼져 있는 동안 {what} 타이머가 끝났어요.",
            (false, false, true) => $"실례합니다, {what} 알람이에요.",
            (false, true, true) => $"제가 꺼져 있는 동안 {what} 알람 시간이 지났어요.",
        };
    }

    public static string Volume(double volume, string language) => Ko(language)
        ? FormattableString.Invariant($"볼륨은 {Percent(volume)}퍼센트예요.")
        : FormattableString.Invariant($"The volume is at {Percent(volume)} percent.");

    public static string Brightness(double brightness, string language) => Ko(language)
        ? FormattableString.Invariant($"밝기는 {Percent(brightness)}퍼센트예요.")
        : FormattableString.Invariant($"The brightness is at {Percent(brightness)} percent.");

    public static string Microphone(bool muted, string language) => (muted, Ko(language)) switch
    {
        (true, false) => "The microphone is off.",
        (false, false) => "The microphone is on.",
        (true, true) => "마이크는 꺼져 있어요.",
        (false, true) => "마이크는 켜져 있어요.",
    };

    public static string Forgotten(string language) => Ko(language) ? "알겠어요, 모두 잊을게요." : "All right, I'm forgetting it all.";

    public static string HandedOver(bool somebody, string language) => (somebody, Ko(language)) switch
    {
        (true, false) => "I've asked for somebody to come and help you.",
        (true, true) => "도와드릴 분을 불렀어요. 잠시만 기다려 주세요.",
        (false, false) => "I'm sorry, I can't call anybody from here.",
        (false, true) => "죄송해요, 여기서는 사람을 부를 수 없어요.",
    };

    private static string Clock(DateTimeOffset time, string language)
    {
        int hour = time.Hour % 12 == 0 ? 12 : time.Hour % 12;
        bool morning = time.Hour < 12;
        if (Ko(language))
            return FormattableString.Invariant($"{(morning ? "오전" : "오후")} {hour}시") + (time.Minute == 0 ? "" : FormattableString.Invariant($" {time.Minute}분"));
        return time.Minute == 0
            ? FormattableString.Invariant($"{hour} {(morning ? "AM" : "PM")}")
            : FormattableString.Invariant($"{hour}:{time.Minute:00} {(morning ? "AM" : "PM")}");
    }

    private static string Length(TimeSpan length, string language)
    {
        // Rounded up: a timer of ten minutes that was just set has ten minutes left.
        TimeSpan whole = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(length.TotalSeconds)));
        (int Count, string One, string Many, string Korean)[] parts =
        [
            ((int)whole.TotalHours, "hour", "hours", "시간"), (whole.Minutes, "minute", "minutes", "분"), (whole.Seconds, "second", "seconds", "초"),
        ];
        IEnumerable<(int Count, string One, string Many, string Korean)> said = parts.Where(part => part.Count > 0);
        return Ko(language)
            ? string.Join(' ', said.Select(part => FormattableString.Invariant($"{part.Count}{part.Korean}")))
            : string.Join(" and ", said.Select(part => FormattableString.Invariant($"{part.Count} {(part.Count == 1 ? part.One : part.Many)}")));
    }

    private static int Percent(double share) => (int)Math.Round(share * 100);

    private static bool Ko(string language) => language == "ko";
}
