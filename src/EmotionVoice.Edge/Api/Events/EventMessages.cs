using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Dialogue.Safety;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Reports;

namespace EmotionVoice.Edge.Api.Events;

/// <summary>From what happens to what an observer is sent. Pure.</summary>
internal static class EventMessages
{
    /// <summary>For meters, many a second: sent to who asks for them, never again later.</summary>
    public static bool IsMeter(ConversationEvent happened) => happened is SoundHeard or SpeakingLevel;

    /// <summary>The type's name and what belongs to it. New kinds of events are sent by their name alone.</summary>
    public static (string Type, JsonObject? Data) Of(ConversationEvent happened) => happened switch
    {
        StateChanged e => ("state", new() { ["state"] = Name(e.State) }),
        WakeHeard e => ("wake", new() { ["word"] = e.Word, ["score"] = Round(e.Score) }),
        SoundHeard e => ("sound", new() { ["rms_db"] = Round(e.RmsDb), ["speech_probability"] = Round(e.SpeechProbability) }),
        SpeakingLevel e => ("speaking_level", new() { ["rms_db"] = Round(e.RmsDb) }),
        SpeechStarted e => ("speech_started", new() { ["at_ms"] = Ms(e.At) }),
        SpeechEnded e => ("speech_ended", new() { ["at_ms"] = Ms(e.At), ["utterance"] = e.IsUtterance }),
        TranscriptPartial e => ("transcript_partial", new() { ["confirmed"] = e.Confirmed, ["tentative"] = e.Tentative, ["language"] = e.Language, ["took_ms"] = Ms(e.Took) }),
        TranscriptReady e => ("transcript", new()
        {
            ["turn"] = e.Turn, ["text"] = e.Transcript.Text, ["language"] = e.Transcript.Language, ["confidence"] = Round(e.Transcript.Confidence),
        }),
        EmotionReady e => ("emotion", Emotion(e)),
        ReplySentence e => ("reply_sentence", new() { ["turn"] = e.Turn, ["text"] = e.Text }),
        SpeakingStarted e => ("speaking_started", new() { ["turn"] = e.Turn }),
        SpeechInterrupted e => ("interrupted", new() { ["cause"] = Name(e.Cause) }),
        InterruptionResumed => ("interruption_resumed", null),
        TurnCompleted e => ("turn_completed", new() { ["turn"] = e.Turn, ["report"] = JsonSerializer.SerializeToNode(TurnReportJson.From(e.Report), ReportJsonContext.Default.TurnReportJson) }),
        TurnIgnored e => ("turn_ignored", new() { ["turn"] = e.Turn, ["reason"] = Name(e.Reason) }),
        TurnFailed e => ("turn_failed", new() { ["turn"] = e.Turn, ["error"] = e.Error }),
        DraftBegun e => ("draft_begun", new() { ["at_ms"] = Ms(e.At) }),
        DraftDiscarded e => ("draft_discarded", new() { ["work_ms"] = Ms(e.Work), ["transcribed"] = e.Transcribed }),
        DeviceLost e => ("device_lost", new() { ["role"] = Name(e.Role), ["device"] = e.Device, ["error"] = e.Error }),
        DeviceReady e => ("device_ready", new() { ["role"] = Name(e.Role), ["device"] = e.Device }),
        ReadinessChanged e => ("readiness", new() { ["share"] = Round(e.Share) }),
        ControlChanged e => ("control", new()
        {
            ["muted"] = e.State.Muted, ["volume"] = Math.Round(e.State.Volume, 3), ["led_brightness"] = e.State.LedBrightness is { } led ? Math.Round(led, 3) : null, ["profile"] = e.State.Profile,
        }),
        ButtonUsed e => ("button", new() { ["gesture"] = Name(e.Gesture) }),
        SafetyAnswered e => ("safety", new() { ["turn"] = e.Turn, ["danger"] = e.Danger.Name() }),
        ReminderRang e => ("reminder", new() { ["kind"] = Name(e.Kind) }),
        _ => (JsonNamingPolicy.SnakeCaseLower.ConvertName(happened.GetType().Name), null),
    };

    private static JsonObject Emotion(EmotionReady e)
    {
        FusedEmotionJson fused = FusedEmotionJson.From(e.Emotion);
        return new JsonObject
        {
            ["turn"] = e.Turn, ["label"] = fused.Label, ["second"] = fused.Second, ["confidence"] = fused.Confidence,
            ["valence"] = fused.Valence, ["arousal"] = fused.Arousal, ["disagreement"] = fused.Disagreement,
            ["scores"] = Scores(e.Emotion.Scores), ["voice"] = e.Voice is null ? null : Scores(e.Voice), ["words"] = e.Words is null ? null : Scores(e.Words),
            ["mood"] = new JsonObject { ["valence"] = Round(e.Mood.Valence), ["arousal"] = Round(e.Mood.Arousal), ["trend"] = Name(e.Mood.Trend) },
        };
    }

    internal static JsonObject Scores(EmotionScores scores) => new(scores.ToDictionary().Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Round(pair.Value))));

    private static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static int Ms(TimeSpan time) => (int)Math.Round(time.TotalMilliseconds);

    // As decimal: 0.9, not 0.8999999761581421.
    private static decimal Round(float value) => float.IsFinite(value) ? Math.Round((decimal)value, 4) : 0;
}
