using System.Text.Json.Serialization;
using EmotionVoice.Edge.Api.Audit;
using EmotionVoice.Edge.Api.Security;
using EmotionVoice.Edge.Api.Work;
using EmotionVoice.Edge.Commands.Files;
using EmotionVoice.Edge.Core.Transcription;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TranscriptionOptions = EmotionVoice.Edge.Core.Transcription.TranscriptionOptions;

namespace EmotionVoice.Edge.Api.Speech;

/// <summary><c>POST /v1/audio/transcriptions</c>: what <c>emotionvoice transcribe</c> finds, in OpenAI's shapes.</summary>
internal sealed class TranscriptionDoor(Uploads uploads, EngineQueue queue, RecordingEngines engines, TranscriptionOptions options, AuditTrail audit) : IDoor
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/audio/transcriptions", (Delegate)TranscribeAsync)
        .RequireAuthorization(ScopeNames.Talk).WithTags("Speech").WithSummary("Words of a recording (WAV).")
        .Accepts<IFormFile>("multipart/form-data").Produces<TranscriptionJson>().ProducesProblem(400).ProducesProblem(415).ProducesProblem(503);

    private async Task<IResult> TranscribeAsync(HttpContext context)
    {
        (float[] samples, IFormCollection fields) = await uploads.RecordingAsync(context);
        string format = fields["response_format"] is [{ Length: > 0 } wanted, ..] ? wanted : "json";
        if (format is not ("json" or "text" or "verbose_json"))
            throw new ProblemException(StatusCodes.Status400BadRequest, "unsupported_format", "response_format is json, text or verbose_json.");
        if (fields["stream"] is ["true", ..])
            throw new ProblemException(StatusCodes.Status400BadRequest, "unsupported_parameter", "Transcriptions aren't streamed here: leave stream out.");
        FileTranscriber transcriber = engines.Transcriber(Languages.For(fields["language"], options));
        await audit.UsedAsync(context, "talks");
        using EngineQueue.Slot slot = await queue.EnterAsync(Caller.Of(context).Id, context.RequestAborted);
        FileTranscript heard = await slot.RunAsync(token => transcriber.TranscribeAsync(samples, token), context.RequestAborted);
        return format switch
        {
            "text" => Results.Text(heard.Whole.Text + "\n"),
            "verbose_json" => Results.Json(VerboseTranscriptionJson.From(heard), SpeechJson.Default.VerboseTranscriptionJson),
            _ => Results.Json(new TranscriptionJson(heard.Whole.Text, AudioUsageJson.Of(heard.Audio)), SpeechJson.Default.TranscriptionJson),
        };
    }
}

internal sealed record TranscriptionJson(string Text, AudioUsageJson Usage);

internal sealed record AudioUsageJson(string Type, int Seconds)
{
    public static AudioUsageJson Of(TimeSpan audio) => new("duration", (int)Math.Ceiling(audio.TotalSeconds));
}

internal sealed record VerboseTranscriptionJson(string Task, string Language, double Duration, string Text, IReadOnlyList<SegmentJson> Segments, AudioUsageJson Usage)
{
    public static VerboseTranscriptionJson From(FileTranscript heard) => new(
        "transcribe", heard.Whole.Language, Math.Round(heard.Audio.TotalSeconds, 3), heard.Whole.Text,
        [.. heard.Pieces.Select((piece, i) => new SegmentJson(
            i, Math.Round(piece.Start.TotalSeconds, 3), Math.Round((i + 1 < heard.Pieces.Count ? heard.Pieces[i + 1].Start : heard.Audio).TotalSeconds, 3),
            piece.Transcript.Text, MathF.Round(piece.Transcript.NoSpeechProbability, 4), MathF.Round(piece.Transcript.Confidence, 4)))],
        AudioUsageJson.Of(heard.Audio));
}

/// <param name="End">Where the next begins.</param>
/// <param name="Confidence">In [0, 1].</param>
internal sealed record SegmentJson(int Id, double Start, double End, string Text, float NoSpeechProb, float Confidence);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TranscriptionJson))]
[JsonSerializable(typeof(VerboseTranscriptionJson))]
internal sealed partial class SpeechJson : JsonSerializerContext;
