using EmotionVoice.Edge.Core.Wake;

namespace EmotionVoice.Edge.Observers.Mqtt.Messages;

/// <summary>The words of <c>event</c> messages.</summary>
internal static class EventTypes
{
    public const string Wake = "wake";
    public const string Button = "button";
    public const string BargeIn = "barge_in";
    public const string Mute = "mute";
    public const string Forget = "forget";
    public const string TurnIgnored = "turn_ignored";
    public const string TurnFailed = "turn_failed";
    public const string DeviceLost = "device_lost";
    public const string DeviceReady = "device_ready";
    public const string ReplyServerLost = "reply_server_lost";
    public const string ReplyServerReady = "reply_server_ready";
    public const string Safety = "safety";
    public const string Reminder = "reminder";
    public const string HandOver = "hand_over";

    /// <summary>Details of <see cref="Button"/>.</summary>
    public const string ShortPress = "short";

    public const string LongPress = "long";

    public const string VeryLongPress = "very_long";

    /// <summary>The detail of <see cref="Button"/>.</summary>
    public static string Press(ButtonGesture gesture) => gesture switch
    {
        ButtonGesture.ShortPress => ShortPress,
        ButtonGesture.MuteToggle => LongPress,
        ButtonGesture.Forget => VeryLongPress,
        _ => throw new ArgumentOutOfRangeException(nameof(gesture), gesture, "This gesture alone means nothing."),
    };

    public static IReadOnlyList<string> All { get; } = [Wake, Button, BargeIn, Mute, Forget, TurnIgnored, TurnFailed, DeviceLost, DeviceReady, ReplyServerLost, ReplyServerReady, Safety, Reminder, HandOver];
}
