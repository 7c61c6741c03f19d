using System.Text.Json;
using System.Text.Json.Serialization;
using EmotionVoice.Edge.Benchmarks.Conversations;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Diagnostics;
using EmotionVoice.Edge.Models;

namespace EmotionVoice.Edge.Benchmarks;

/// <summary>All figures of a run, as <c>--json</c> prints them. What was not measured is null.</summary>
internal sealed record BenchReport
{
    public required MachineFacts Machine { get; init; }

    public required string Profile { get; init; }

    public required IReadOnlyList<string> Models { get; init; }

    public TurnFigures? Turns { get; init; }

    public IdleFigures? Idle { get; init; }

    public SoakFigures? Soak { get; init; }

    public ConversationFigures? Conversation { get; init; }

    public string Serialize() => JsonSerializer.Serialize(this, BenchJson.Default.BenchReport);

    public static BenchReport Of(MachineFacts machine, ModelSelection models) => new()
    {
        Machine = machine,
        Profile = models.Profile.Id,
        Models = [.. models.Models.Select(model => model.Name)],
    };
}

/// <param name="StagesMs">p50 and p95 of each stage in milliseconds; first token to total count from the decision that the turn is over.</param>
/// <param name="FirstAudioShare">Of replies of three and more sentences: time to the first sound by time to the last, both as the stages count.</param>
/// <param name="FirstAudioShareOfReply">The same without the time in which the words were understood: of reply and synthesis alone.</param>
/// <param name="RealTimeFactors">Working time a second of sound, of each engine.</param>
/// <param name="ManagedMb">What the managed heap holds of the resident memory.</param>
internal sealed record TurnFigures(
    string Clips, int Answered, int Ignored, int Failed, long DroppedFrames, long DroppedUtterances,
    IReadOnlyDictionary<string, Spread> StagesMs, Spread? FirstAudioShare, Spread? FirstAudioShareOfReply,
    IReadOnlyDictionary<string, double> RealTimeFactors, double? TokensPerSecond, double ResidentMb, double PeakMb, double ManagedMb)
{
    private const int LongReply = 3;

    public static TurnFigures Of(TurnRun run)
    {
        MeasuredTurn[] answered = [.. run.Answered];
        TurnTimings[] longReplies = [.. answered.Where(turn => turn.Sentences >= LongReply).Select(turn => turn.Timings!)];
        return new TurnFigures(
            run.Clips, answered.Length, run.Ignored, run.Failed, run.DroppedFrames, run.DroppedUtterances,
            Stages([.. answered.Select(turn => turn.Timings!)]),
            Spread.Of(longReplies.Select(t => t.FirstAudio / t.Total)),
            Spread.Of(longReplies.Select(t => (t.FirstAudio - Understanding(t)) / (t.Total - Understanding(t)))),
            Factors(run.Meters), run.Meters.Reply.TokensPerSecond,
            ProcessMemory.Megabytes(run.Memory.ResidentBytes), ProcessMemory.Megabytes(run.Memory.PeakBytes), ProcessMemory.Megabytes(run.ManagedBytes));
    }

    // Emotion runs beside the transcription; the turn goes on when both are done.
    private static TimeSpan Understanding(TurnTimings t) => t.Transcribe > t.Emotion ? t.Transcribe : t.Emotion;

    private static Dictionary<string, Spread> Stages(TurnTimings[] turns)
    {
        (string Name, Func<TurnTimings, TimeSpan> Of)[] stages =
        [
            ("endpoint", t => t.Endpoint), ("transcribe", t => t.Transcribe), ("emotion", t => t.Emotion), ("firstToken", t => t.FirstToken),
            ("firstSentence", t => t.FirstSentence), ("firstAudio", t => t.FirstAudio), ("total", t => t.Total), ("response", t => t.Response),
        ];
        return turns.Length == 0 ? [] : stages.ToDictionary(stage => stage.Name, stage => Spread.Of(turns.Select(t => stage.Of(t).TotalMilliseconds))!);
    }

    private static Dictionary<string, double> Factors(EngineMeters meters)
    {
        (string Name, double? Value)[] factors =
        [
            ("voiceActivity", meters.VoiceActivity.RealTimeFactor), ("transcription", meters.Transcription.RealTimeFactor),
            ("voiceEmotion", meters.VoiceEmotion.RealTimeFactor), ("synthesis", meters.Synthesis.RealTimeFactor),
        ];
        return factors.Where(factor => factor.Value is not null).ToDictionary(factor => factor.Name, factor => factor.Value!.Value);
    }
}

internal sealed record IdleFigures(double Seconds, double CpuPercentOfOneCore, long AllocatedBytesAFrame, int Collections, double ResidentMb, double PeakMb)
{
    public static IdleFigures Of(IdleRun run) => new(
        Math.Round(run.Elapsed.TotalSeconds, 1), Math.Round(run.CpuPercent, 2), run.BytesAFrame, run.Collections,
        ProcessMemory.Megabytes(run.Memory.ResidentBytes), ProcessMemory.Megabytes(run.Memory.PeakBytes));
}

internal sealed record SoakFigures(double BeforeMb, double AfterMb, double GrowthPercent, IReadOnlyList<string> Problems)
{
    public static SoakFigures Of(SoakVerdict verdict) => new(
        ProcessMemory.Megabytes(verdict.BeforeBytes), ProcessMemory.Megabytes(verdict.AfterBytes), Math.Round(100 * verdict.Growth, 2), verdict.Problems);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BenchReport))]
internal sealed partial class BenchJson : JsonSerializerContext;
