using System.Text.Json;
using System.Text.Json.Serialization;
using EmotionVoice.Edge.Core.Dialogue.Requests;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Turns;

namespace EmotionVoice.Edge.Reports;

/// <summary>A turn as one JSON object: what <c>listen --json</c> prints and observers publish.</summary>
public sealed record TurnReportJson(
    TranscriptJson Transcript,
    VoiceEmotionJson? VoiceEmotion,
    WordEmotionJson? WordEmotion,
    FusedEmotionJson Emotion,
    string Request,
    FeaturesJson Features,
    ReplyJson? Reply,
    TimingsJson TimingsMs)
{
    public static TurnReportJson From(TurnReport report) => new(
        TranscriptJson.From(report.Heard.Transcript),
        report.Heard.Voice is { } voice ? VoiceEmotionJson.From(voice) : null,
        report.Heard.Words is { } words ? WordEmotionJson.From(words) : null,
        FusedEmotionJson.From(report.Heard.Emotion),
        report.Heard.Request.Name(),
        FeaturesJson.From(report.Heard.Features),
        report.Reply is { } reply ? ReplyJson.From(reply) : null,
        TimingsJson.From(report.Timings));

    public string Serialize() => JsonSerializer.Serialize(this, ReportJsonContext.Default.TurnReportJson);
}

public sealed record TranscriptJson(string Text, string Language, float Confidence, float NoSpeechProbability)
{
    public static TranscriptJson From(Core.Transcription.Transcript t) => new(t.Text, t.Language, Round(t.Confidence), Round(t.NoSpeechProbability));

    internal static float Round(float value) => MathF.Round(value, 4);

    internal static IReadOnlyDictionary<string, float> Round(EmotionScores scores) =>
        scores.ToDictionary().ToDictionary(pair => pair.Key, pair => Round(pair.Value));
}

public sealed record VoiceEmotionJson(string Label, float Confidence, IReadOnlyDictionary<string, float> Scores, float Valence, float Arousal)
{
    public static VoiceEmotionJson From(VoiceEmotion v) => new(
        v.Scores.Top.Name(), TranscriptJson.Round(v.Scores[v.Scores.Top]), TranscriptJson.Round(v.Scores), TranscriptJson.Round(v.Valence), TranscriptJson.Round(v.Arousal));
}

public sealed record WordEmotionJson(string Label, float Confidence, IReadOnlyDictionary<string, float> Scores)
{
    public static WordEmotionJson From(EmotionScores s) => new(s.Top.Name(), TranscriptJson.Round(s[s.Top]), TranscriptJson.Round(s));
}

public sealed record FusedEmotionJson(
    string Label, string? Second, float Confidence, IReadOnlyDictionary<string, float> Scores, float Valence, float Arousal, float Disagreement)
{
    public static FusedEmotionJson From(FusedEmotion e) => new(
        e.Label.Name(), e.Second?.Name(), TranscriptJson.Round(e.Confidence), TranscriptJson.Round(e.Scores),
        TranscriptJson.Round(e.Valence), TranscriptJson.Round(e.Arousal), TranscriptJson.Round(e.Disagreement));
}

public sealed record FeaturesJson(
    float F0MedianHz, float F0RangeSemitones, float RmsDb, float ZeroCrossingRate, IReadOnlyList<float> Mfcc, float SyllablesPerSecond, float VoicedRatio, float SnrDb)
{
    public static FeaturesJson From(AcousticFeatures f) => new(
        MathF.Round(f.F0MedianHz, 1), MathF.Round(f.F0RangeSemitones, 2), MathF.Round(f.RmsDb, 1), TranscriptJson.Round(f.ZeroCrossingRate),
        [.. f.Mfcc.Select(c => MathF.Round(c, 3))], MathF.Round(f.SyllablesPerSecond, 2), TranscriptJson.Round(f.VoicedRatio), MathF.Round(f.SnrDb, 1));
}

public sealed record ReplyJson(string Text, string Engine, float Rate, float Pitch, float GainDb)
{
    public static ReplyJson From(SpokenReply r) => new(r.Text, r.Engine, r.Prosody.Rate, r.Prosody.Pitch, r.Prosody.GainDb);
}

/// <summary>Milliseconds; firstToken to total count from the moment when the turn was decided to be over, response from the end of speech to the first audio.</summary>
public sealed record TimingsJson(int Speech, int Endpoint, int Transcribe, int Emotion, int FirstToken, int FirstSentence, int FirstAudio, int Total, int Response, int Early)
{
    public static TimingsJson From(TurnTimings t) => new(
        Ms(t.Speech), Ms(t.Endpoint), Ms(t.Transcribe), Ms(t.Emotion), Ms(t.FirstToken), Ms(t.FirstSentence), Ms(t.FirstAudio), Ms(t.Total), Ms(t.Response), Ms(t.Early));

    private static int Ms(TimeSpan time) => (int)Math.Round(time.TotalMilliseconds);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TurnReportJson))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
