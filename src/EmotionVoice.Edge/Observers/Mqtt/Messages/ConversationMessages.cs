using System.Text.Json;
using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Dialogue.Requests;
using EmotionVoice.Edge.Core.Dialogue.Safety;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Reports;

namespace EmotionVoice.Edge.Observers.Mqtt.Messages;

/// <summary>From what happens to what is published. Used only by the observer's loop.</summary>
internal sealed class ConversationMessages(Topics topics, EngineNames engines, bool publishTranscripts, ControlState control, TimeProvider clock)
{
    private ConversationState _state = ConversationState.Starting;
    private ControlState _control = control;
    private bool _deaf; // without a microphone
    private long _sequence;

    /// <summary>The messages for one event, in order; most are none or one.</summary>
    public IEnumerable<OutgoingMessage> For(ConversationEvent happened)
    {
        switch (happened)
        {
            case StateChanged changed:
                _state = changed.State;
                yield return State();
                break;
            case ControlChanged changed:
                bool muteChanged = changed.State.Muted != _control.Muted;
                _control = changed.State;
                yield return State();
                if (muteChanged)
                    yield return Event(EventTypes.Mute, _control.Muted ? "on" : "off");
                break;
            case EmotionReady ready:
                yield return Emotion(ready.Turn, ready.Emotion);
                break;
            case TurnCompleted completed:
                yield return Turn(completed.Turn, completed.Report);
                break;
            case WakeHeard wake:
                yield return Event(EventTypes.Wake, wake.Word);
                break;
            case ButtonUsed used:
                yield return Event(EventTypes.Button, EventTypes.Press(used.Gesture));
                break;
            case SpeechInterrupted interrupted:
                yield return Event(EventTypes.BargeIn, JsonNamingPolicy.SnakeCaseLower.ConvertName(interrupted.Cause.ToString()));
                break;
            case TurnIgnored ignored:
                yield return Event(EventTypes.TurnIgnored, JsonNamingPolicy.SnakeCaseLower.ConvertName(ignored.Reason.ToString()));
                break;
            case TurnFailed failed:
                yield return Event(EventTypes.TurnFailed, failed.Error);
                break;
            case DeviceLost lost:
                _deaf |= lost.Role == DeviceRole.Microphone;
                yield return Event(EventTypes.DeviceLost, $"{lost.Device}: {lost.Error}");
                break;
            case DeviceReady ready:
                _deaf &= ready.Role != DeviceRole.Microphone;
                yield return Event(EventTypes.DeviceReady, ready.Device);
                break;
            case ReplyServerLost lost:
                yield return Event(EventTypes.ReplyServerLost, $"{lost.Server}: {lost.Error}");
                break;
            case ReplyServerReady ready:
                yield return Event(EventTypes.ReplyServerReady, ready.Server);
                break;
            case SafetyAnswered answered:
                yield return Event(EventTypes.Safety, answered.Danger.Name());
                break;
            case ReminderRang rang:
                yield return Event(EventTypes.Reminder, JsonNamingPolicy.SnakeCaseLower.ConvertName(rang.Kind.ToString()));
                break;
            case HandOverRequested:
                yield return Event(EventTypes.HandOver, null);
                break;
            case ConversationForgotten:
                yield return Event(EventTypes.Forget, null);
                break;
        }
    }

    public OutgoingMessage State() => new(
        topics.State,
        MqttJson.Bytes(new StateMessage(StateName, _control.Muted, Percent(_control.Volume), _control.LedBrightness is { } led ? Percent(led) : null, _control.Profile)),
        Keeping.Retained);

    public OutgoingMessage Event(string type, string? detail) =>
        new(topics.Event, MqttJson.Bytes(new EventMessage(++_sequence, clock.GetUtcNow(), type, Short(detail))), Keeping.Event);

    // Deaf is what a person wants to know, whatever the loop is waiting for.
    private string StateName => _state is ConversationState.Thinking or ConversationState.Speaking ? StateNames.Of(_state)
        : _control.Muted ? StateNames.Muted
        : StateNames.Of(_deaf ? ConversationState.Error : _state);

    private OutgoingMessage Emotion(int turn, FusedEmotion emotion)
    {
        FusedEmotionJson json = FusedEmotionJson.From(emotion);
        return new OutgoingMessage(
            topics.Emotion,
            MqttJson.Bytes(new EmotionMessage(turn, clock.GetUtcNow(), json.Label, json.Second, json.Confidence, json.Valence, json.Arousal, json.Disagreement, json.Scores)),
            Keeping.Retained);
    }

    private OutgoingMessage Turn(int turn, TurnReport report)
    {
        string heard = report.Heard.Transcript.Text;
        string reply = report.Reply?.Text ?? "";
        TurnReportJson json = TurnReportJson.From(report);
        return new OutgoingMessage(
            topics.Turn,
            MqttJson.Bytes(new TurnMessage(
                turn, clock.GetUtcNow(), json.Transcript.Language, json.Transcript.Confidence, heard.Length, reply.Length, report.Heard.Request.Name(), json.Emotion.Label, json.Emotion.Confidence,
                engines with { Reply = report.Reply?.Engine }, json.TimingsMs, publishTranscripts ? heard : null, publishTranscripts ? reply : null)),
            Keeping.Telemetry);
    }

    private static int Percent(double share) => (int)Math.Round(share * 100);

    private static string? Short(string? detail) => detail is { Length: > 500 } ? detail[..500] : detail;
}

/// <summary>The words of <c>state</c>.</summary>
internal static class StateNames
{
    public const string Muted = "muted";

    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<ConversationState>().Select(Of), Muted];

    public static string Of(ConversationState state) => state.ToString().ToLowerInvariant();
}
