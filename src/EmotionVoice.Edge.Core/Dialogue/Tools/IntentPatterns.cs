using System.Globalization;
using System.Text.RegularExpressions;
using EmotionVoice.Edge.Core.Dialogue.Rules;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>A tool that the words ask for.</summary>
/// <param name="Tool">Name of the function.</param>
/// <param name="Arguments">By the names of its parameters.</param>
public sealed record Intent(string Tool, IReadOnlyDictionary<string, object?> Arguments);

/// <summary>Finds the tool that words ask for, English and Korean, without a model. The first pattern that fits is it. Pure.</summary>
public static partial class IntentPatterns
{
    private const double Step = 20; // percent: heard as clearly louder, five steps from silent to full

    private static readonly IReadOnlyDictionary<string, object?> s_none = new Dictionary<string, object?>();

    /// <param name="text">What was said.</param>
    /// <param name="now">Local time, for hours without morning or evening.</param>
    public static Intent? Find(string text, DateTimeOffset now)
    {
        SpokenWords words = SpokenWords.Of(text);
        string en = SpokenNumbers.InDigits(words.English), ko = words.Korean;
        if (en.Length == 0)
            return null;
        if (Is(TimersCancelled(), TimersCancelledKo()))
            return new Intent(ClockTools.Cancel, s_none);
        if (Is(TimersLeft(), TimersLeftKo()))
            return new Intent(ClockTools.Left, s_none);
        if (Is(TimerWanted(), TimerWantedKo()) && SpokenNumbers.Length(en, ko) is { } length)
            return With(ClockTools.SetTimer, "seconds", length.TotalSeconds);
        if (Is(AlarmWanted(), AlarmWantedKo()) && ClockTime.Find(en, ko, now) is { } clock)
            return new Intent(ClockTools.SetAlarm, new Dictionary<string, object?> { ["time"] = clock.Time.ToString("HH:mm", CultureInfo.InvariantCulture), ["tomorrow"] = clock.Tomorrow });
        if (Is(TimeAsked(), TimeAskedKo()))
            return new Intent(ClockTools.TimeNow, s_none);
        if (Is(DateAsked(), DateAskedKo()))
            return new Intent(ClockTools.Today, s_none);
        if (Is(HumanWanted(), HumanWantedKo()))
            return new Intent(DeviceTools.HandOver, s_none);
        if (Is(ForgetWanted(), ForgetWantedKo()))
            return new Intent(DeviceTools.Forget, s_none);
        if (Is(MuteWanted(), MuteWantedKo()))
            return new Intent(DeviceTools.Mute, s_none);
        if (Is(StateAsked(), StateAskedKo()))
            return new Intent(DeviceTools.State, s_none);
        return Level(Volume(), VolumeKo(), DeviceTools.SetVolume, DeviceTools.ChangeVolume) ?? Level(Brightness(), BrightnessKo(), DeviceTools.SetBrightness, DeviceTools.ChangeBrightness);

        bool Is(Regex english, Regex korean) => english.IsMatch(en) || (ko.Length > 0 && korean.IsMatch(ko));

        Intent? Level(Regex english, Regex korean, string set, string change)
        {
            Match match = english.Match(en) is { Success: true } found ? found : korean.Match(ko);
            if (!match.Success)
                return null;
            if (match.Groups["n"] is { Success: true } number)
                return With(set, "percent", Math.Min(100.0, SpokenNumbers.OfKorean(number.Value)));
            if (match.Groups["most"].Success)
                return With(set, "percent", 100.0);
            return match.Groups["up"].Success ? With(change, "percent", Step) : match.Groups["down"].Success ? With(change, "percent", -Step) : null;
        }
    }

    private static Intent With(string tool, string argument, object value) => new(tool, new Dictionary<string, object?> { [argument] = value });

    [GeneratedRegex(@"\b(?:cancel|stop|delete|remove|clear|end|turn off|switch off|kill)\b.{0,20}\b(?:timers?|alarms?)\b|\b(?:timers?|alarms?) off\b")]
    private static partial Regex TimersCancelled();

    [GeneratedRegex("(?:타이머|알람).{0,4}(?:취소|꺼|끄|지워|멈춰|없애|그만|해제)")]
    private static partial Regex TimersCancelledKo();

    [GeneratedRegex(@"\bhow (?:long|much)\b.{0,30}\btimers?\b|\btimers?\b.{0,12}\bleft\b|\b(?:what|which|any|list)\b.{0,12}\b(?:timers?|alarms?)\b|\bwhen\b.{0,20}\b(?:timer|alarm)\b")]
    private static partial Regex TimersLeft();

    [GeneratedRegex("(?:타이머|알람).{0,6}(?:남았|남아|얼마|있어|있나|언제|확인|알려)")]
    private static partial Regex TimersLeftKo();

    [GeneratedRegex(@"\b(?:set|start|make|create|need|want|put|give|begin|have)\b.{0,20}\btimer\b|\btimer\b.{0,10}\bfor\b|^(?:[0-9]+ )?[0-9]+ \w+ timer\b|^timer\b|\bremind me in\b|\bwake me in\b|\bcount down\b")]
    private static partial Regex TimerWanted();

    [GeneratedRegex("타이머|(?:시간|분|초)(?:뒤|후|있다가|이따)에?.{0,4}(?:알려|깨워|울려|말해)|(?:시간|분|초).{0,3}재(?:줘|주)")]
    private static partial Regex TimerWantedKo();

    [GeneratedRegex(@"\b(?:set|start|make|create|need|want|put)\b.{0,20}\balarm\b|\balarm (?:for|at)\b|^alarm\b|\bwake me\b|\bget me up\b")]
    private static partial Regex AlarmWanted();

    [GeneratedRegex("알람|깨워")]
    private static partial Regex AlarmWantedKo();

    [GeneratedRegex(@"^(?:(?:hey|please|so|um|okay|mira) )*(?:(?:can|could) you )?(?:tell me |do you know |you know )?(?:what time (?:is it|its)|whats the time|the time|how late is it)(?: now| please| right now| at the moment)*$")]
    private static partial Regex TimeAsked();

    [GeneratedRegex("^(?:저기|미라야|혹시)?(?:지금|현재)?(?:이|은)?(?:몇시|시간이?(?:어떻게|몇))(?:야|예요|에요|이야|이에요|인가요|죠|지|니|되|됐|인지|입니까|$)")]
    private static partial Regex TimeAskedKo();

    [GeneratedRegex(@"\b(?:whats|tell me|what) (?:the |todays )?(?:date|day)(?: is it| is today| its| today)?(?: today| please)?$|\bwhat day (?:of the week )?is (?:it|today)\b")]
    private static partial Regex DateAsked();

    [GeneratedRegex("오늘(?:은|이)?(?:며칠|몇일|무슨요일|몇월|날짜)|^날짜.{0,4}알려")]
    private static partial Regex DateAskedKo();

    [GeneratedRegex(@"\b(?:talk|speak|talking|connect|transfer|put me through|get|call|fetch|find)\b.{0,14}\b(?:a human|human being|a person|real person|staff|an employee|an operator|the manager|a manager|somebody real|an agent|someone from the staff|customer service)\b|\bhuman please\b")]
    private static partial Regex HumanWanted();

    [GeneratedRegex("(?:직원|상담원|담당자|매니저|점장|사람)(?:분)?(?:을|를|과|이랑|하고|한테|에게)?(?:좀)?(?:불러|연결|바꿔|통화|얘기하고싶|이야기하고싶|호출)")]
    private static partial Regex HumanWantedKo();

    [GeneratedRegex(@"^(?:please |can you |could you )?(?:forget|erase|delete|clear)\b.{0,12}\b(?:everything|conversation|all|what i (?:said|told you)|memory|history)\b")]
    private static partial Regex ForgetWanted();

    [GeneratedRegex("(?:모두|전부|다|대화|이야기|얘기|기억)(?:내용)?(?:을|를)?(?:모두|전부|다)?(?:잊어|지워|삭제)(?:줘|주세요|버려|라)")]
    private static partial Regex ForgetWantedKo();

    [GeneratedRegex(@"\b(?:mute|turn off|switch off|disable)\b.{0,8}\b(?:microphone|mic|mike)\b|^(?:please )?mute(?: yourself)?$|^(?:please )?stop listening\b|\b(?:microphone|mic) off\b")]
    private static partial Regex MuteWanted();

    [GeneratedRegex("마이크(?:를|좀)*(?:꺼|끄|음소거)|듣지마|그만들어")]
    private static partial Regex MuteWantedKo();

    [GeneratedRegex(@"\b(?:how loud are you|whats (?:the|your) (?:volume|brightness|status)|how are you set|are you muted|is (?:the|your) (?:microphone|mic) (?:on|off|muted))\b")]
    private static partial Regex StateAsked();

    [GeneratedRegex("(?:볼륨|음량|소리|밝기)(?:이|가|은|는)?(?:지금)?(?:몇|얼마|어떻게)|마이크.{0,3}(?:켜져|꺼져)(?:있|니|나)|기기상태|설정상태")]
    private static partial Regex StateAskedKo();

    [GeneratedRegex(
        """
        ^(?:please\ |can\ you\ |could\ you\ |a\ (?:little\ |bit\ )?|speak\ |talk\ |turn\ it\ |be\ |make\ it\ |)(?:(?<up>louder)|(?<down>quieter|softer|more\ quiet))(?:\ please|\ a\ bit|\ a\ little)*$
        |^(?:please\ )?turn\ it\ (?:(?<up>up)|(?<down>down))(?:\ please|\ a\ bit|\ a\ little)*$
        |\b(?:set|turn|put|make|change)\b.{0,12}\b(?:volume|sound)\b.{0,6}\b(?:to|at)\b\ (?:(?<n>[0-9]{1,3})|(?<most>full|maximum|max))
        |\b(?:volume|sound)\b\ (?:to\ |at\ )?(?:(?<n>[0-9]{1,3})|(?<most>full|maximum|max))
        |\b(?:turn|volume|sound|make)\b.{0,16}\b(?:(?<up>up|louder|higher)|(?<down>down|quieter|softer|lower))\b(?<=volume.*|sound.*)
        |\bturn\ (?:(?<up>up)|(?<down>down))\b.{0,6}\b(?:volume|sound)\b
        |\b(?:(?<up>raise|increase)|(?<down>lower|reduce|decrease))\b.{0,8}\b(?:volume|sound)\b
        |\b(?:speak|talk)\b.{0,12}\b(?:(?<up>up|louder)|(?<down>quieter|more\ quietly|softer|softly))\b
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Volume();

    [GeneratedRegex(
        $"""
        (?:볼륨|음량|소리)(?:을|를|좀)*(?<n>{SpokenNumbers.Korean})(?:퍼센트|프로|으로|로|에)
        |(?:볼륨|음량|소리|목소리)(?:을|를|좀|조금)*(?:더)?(?:(?<most>최대)|(?<up>올려|높여|키워|크게)|(?<down>내려|낮춰|줄여|작게))
        |^(?:좀|조금)?더?(?:좀|조금)?(?:(?<up>크게)|(?<down>작게|조용히))(?:말)?(?:해|해줘|해주세요|해봐)$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex VolumeKo();

    [GeneratedRegex(
        """
        \b(?:brightness|lights?|leds?|ring)\b.{0,12}\b(?:to|at)\ (?:(?<n>[0-9]{1,3})|(?<most>full|maximum|max))
        |\b(?:(?<up>raise|increase|brighten)|(?<down>lower|reduce|decrease|dim))\b.{0,8}\b(?:brightness|lights?|leds?|ring)\b
        |\b(?:brightness|lights?|leds?|ring)\b.{0,6}\b(?:(?<up>up|brighter|higher)|(?<down>down|darker|dimmer|lower))\b
        |\bturn\ (?:(?<up>up)|(?<down>down)).{0,6}\b(?:brightness|lights?|leds?|ring)\b
        |^(?:please\ |a\ (?:little\ |bit\ )?|make\ it\ )?(?:(?<up>brighter)|(?<down>darker|dimmer))(?:\ please)?$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Brightness();

    [GeneratedRegex(
        $"""
        (?:밝기|조명|불빛)(?:을|를|좀)*(?<n>{SpokenNumbers.Korean})(?:퍼센트|프로|으로|로|에)
        |(?:밝기|조명|불빛)(?:을|를|좀|조금)*(?:더)?(?:(?<most>최대)|(?<up>올려|높여|키워|밝게)|(?<down>내려|낮춰|줄여|어둡게))
        |^(?:좀|조금)?더?(?:좀|조금)?(?:(?<up>밝게)|(?<down>어둡게))(?:해|해줘|해주세요)$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex BrightnessKo();
}
