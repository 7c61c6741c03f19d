using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using EmotionVoice.Edge.Benchmarks;
using EmotionVoice.Edge.Commands.Chat;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Evaluation;
using EmotionVoice.Edge.Reports;

namespace EmotionVoice.Edge.Commands.Files;

/// <summary>What <c>transcribe --json</c> prints for a recording; the parts are those of a turn.</summary>
internal sealed record TranscribedFileJson(string File, TranscriptJson Transcript, FileTimingsJson TimingsMs, ScoreJson? Evaluation, StreamTimesJson? StreamMs)
{
    public static TranscribedFileJson From(string file, FileTranscript transcript, TranscriptScore? score) => new(
        file,
        TranscriptJson.From(transcript.Whole),
        new FileTimingsJson(FileTimingsJson.Ms(transcript.Audio), FileTimingsJson.Ms(transcript.Processing), null),
        score is { } rates ? ScoreJson.From(rates) : null,
        transcript.Stream is { } times ? StreamTimesJson.From(times) : null);

    public string Serialize() => JsonSerializer.Serialize(this, FileJsonContext.Readable.TranscribedFileJson);
}

/// <summary>What <c>emotion --json</c> prints for a recording; words and both together only where they were asked for.</summary>
internal sealed record FeltFileJson(
    string File,
    string? Truth,
    TranscriptJson? Transcript,
    VoiceEmotionJson? VoiceEmotion,
    WordEmotionJson? WordEmotion,
    FusedEmotionJson? Emotion,
    FeaturesJson Features,
    FileTimingsJson TimingsMs)
{
    public static FeltFileJson From(string file, string? truth, TimeSpan audio, Understood heard, bool withWords) => new(
        file,
        truth,
        withWords ? TranscriptJson.From(heard.Transcript) : null,
        heard.Voice is { } voice ? VoiceEmotionJson.From(voice) : null,
        heard.Words is { } words ? WordEmotionJson.From(words) : null,
        withWords ? FusedEmotionJson.From(heard.Emotion) : null,
        FeaturesJson.From(heard.Features),
        new FileTimingsJson(FileTimingsJson.Ms(audio), withWords ? FileTimingsJson.Ms(heard.TranscribeTime) : null, FileTimingsJson.Ms(heard.EmotionTime)));

    public string Serialize() => JsonSerializer.Serialize(this, FileJsonContext.Readable.FeltFileJson);
}

/// <summary>The last line of <c>transcribe --evaluate --json</c>.</summary>
internal sealed record TranscribeTotalJson(ScoreJson Total, StreamTotalJson? StreamMs)
{
    public string Serialize() => JsonSerializer.Serialize(this, FileJsonContext.Readable.TranscribeTotalJson);
}

/// <summary>The last line of <c>emotion --evaluate --json</c>: percent, and counts by true and recognised label.</summary>
internal sealed record EmotionTotalJson(
    int Files, double UnweightedAccuracy, double Accuracy, IReadOnlyDictionary<string, double> Recall, IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Confusion)
{
    public static EmotionTotalJson From(ConfusionMatrix matrix) => new(
        matrix.Count,
        ScoreJson.Round(100 * matrix.UnweightedAccuracy),
        ScoreJson.Round(100 * matrix.Accuracy),
        matrix.Truths.ToDictionary(truth => truth.Name(), truth => ScoreJson.Round(100 * matrix.Recall(truth))),
        matrix.Truths.ToDictionary(
            truth => truth.Name(),
            truth => (IReadOnlyDictionary<string, int>)matrix.Labels.Where(heard => matrix[truth, heard] > 0).ToDictionary(heard => heard.Name(), heard => matrix[truth, heard])));

    public string Serialize() => JsonSerializer.Serialize(this, FileJsonContext.Readable.EmotionTotalJson);
}

/// <summary>Error rates in percent.</summary>
internal sealed record ScoreJson(double Wer, double Cer, double WerNumbersAsWritten, int Words, int Characters, double AudioSeconds, double ProcessingSeconds, double RealTimeFactor)
{
    public static ScoreJson From(TranscriptScore score) => new(
        Round(score.Words.Percent), Round(score.Characters.Percent), Round(score.WrittenWords.Percent), score.Words.Length, score.Characters.Length,
        Math.Round(score.Audio.TotalSeconds, 3), Math.Round(score.Processing.TotalSeconds, 3), Math.Round(score.RealTimeFactor, 4));

    internal static double Round(double percent) => Math.Round(percent, 2);
}

/// <summary>Milliseconds; first partial from the onset of speech, final from the end of the recording.</summary>
internal sealed record StreamTimesJson(int? FirstPartial, int Final, int FinalAfterSpeech, int Partials, int ConfirmedChanged)
{
    public static StreamTimesJson From(StreamTimes times) => new(
        times.FirstPartial is { } first ? FileTimingsJson.Ms(first) : null, FileTimingsJson.Ms(times.Final), FileTimingsJson.Ms(times.FinalAfterSpeech), times.Partials, times.Changed);
}

/// <summary>p50 and p95 in milliseconds over all recordings.</summary>
internal sealed record StreamTotalJson(int Recordings, Spread? FirstPartial, Spread Final, Spread FinalAfterSpeech, int WithoutPartial, int ConfirmedChanged)
{
    /// <summary>Null when nothing was streamed.</summary>
    public static StreamTotalJson? From(IReadOnlyList<StreamTimes> times) => times.Count == 0 ? null : new(
        times.Count,
        Spread.Of(times.Where(t => t.FirstPartial is not null).Select(t => t.FirstPartial!.Value.TotalMilliseconds)),
        Spread.Of(times.Select(t => t.Final.TotalMilliseconds))!,
        Spread.Of(times.Select(t => t.FinalAfterSpeech.TotalMilliseconds))!,
        times.Count(t => t.FirstPartial is null),
        times.Sum(t => t.Changed));

    public string Text() => string.Create(CultureInfo.InvariantCulture,
        $"{Recordings} recordings streamed in real time, ms p50 / p95: onset → first partial {FirstPartial?.P50:0} / {FirstPartial?.P95:0} ({WithoutPartial} without), ") + string.Create(CultureInfo.InvariantCulture,
        $"end of recording → final {Final.P50:0} / {Final.P95:0}, end of speech → final {FinalAfterSpeech.P50:0} / {FinalAfterSpeech.P95:0}; {ConfirmedChanged} confirmed words changed");
}

internal sealed record FileTimingsJson(int Audio, int? Transcribe, int? Emotion)
{
    public static int Ms(TimeSpan time) => (int)Math.Round(time.TotalMilliseconds);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TranscribedFileJson))]
[JsonSerializable(typeof(FeltFileJson))]
[JsonSerializable(typeof(TranscribeTotalJson))]
[JsonSerializable(typeof(EmotionTotalJson))]
[JsonSerializable(typeof(ChatTurnJson))]
internal sealed partial class FileJsonContext : JsonSerializerContext
{
    /// <summary>Hangul as Hangul: the output goes to terminals and files, never into a web page.</summary>
    public static FileJsonContext Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
