using System.Net.Mime;
using System.Text.Json.Serialization;
using EmotionVoice.Edge.Api.Audit;
using EmotionVoice.Edge.Api.Security;
using EmotionVoice.Edge.Api.Work;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Dialogue.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TranscriptionOptions = EmotionVoice.Edge.Core.Transcription.TranscriptionOptions;

namespace EmotionVoice.Edge.Api.Speech;

/// <summary>
/// <c>POST /voice-chat</c>: a recording in, the spoken answer out, with words and feeling in headers, or all of it as
/// JSON for who accepts that. Conversations are the client's own.
/// </summary>
internal sealed class VoiceChatDoor(Uploads uploads, EngineQueue queue, GuestTurn turns, Guests guests, TranscriptionOptions options, AuditTrail audit) : IDoor
{
    public const string HeaderPrefix = "X-EmotionVoice-";

    private const int LongestPersona = 4_000;
    private const int LongestId = 64;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/voice-chat", (Delegate)TalkAsync)
        .RequireAuthorization(ScopeNames.Talk).WithTags("Conversation").WithSummary("A spoken turn: a recording (WAV) in, the answer's sound or JSON out.")
        .Accepts<IFormFile>("multipart/form-data", "audio/wav").Produces<VoiceChatJson>(200, "audio/wav", "application/json")
        .ProducesProblem(400).ProducesProblem(415).ProducesProblem(503);

    private async Task TalkAsync(HttpContext context)
    {
        (float[] samples, IFormCollection fields) = await uploads.RecordingAsync(context);
        string persona = fields["persona"].ToString();
        string id = fields["conversation"].ToString();
        if (persona.Length > LongestPersona)
            throw Bad($"persona has at most {LongestPersona} characters.");
        if (id.Length > LongestId || id.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')))
            throw Bad($"conversation has at most {LongestId} letters, digits, -, _ and full stops.");
        if (id.Length == 0)
            id = Guid.NewGuid().ToString("N");
        TranscriptionOptions transcription = Languages.For(fields["language"], options);
        string who = Caller.Of(context).Id;
        await audit.UsedAsync(context, "talks");
        GuestAnswered answered = await AnswerAsync(new GuestSaid(samples, [], persona, transcription), who, id, context.RequestAborted)
            ?? throw new ProblemException(StatusCodes.Status500InternalServerError, "turn_failed", "The answer failed inside the device; its log says why. Send it again.");
        await WriteAsync(context, VoiceChatJson.From(id, answered), answered);
    }

    private async Task<GuestAnswered?> AnswerAsync(GuestSaid said, string who, string id, CancellationToken cancellationToken)
    {
        using EngineQueue.Slot slot = await queue.EnterAsync(who, cancellationToken);
        // Read now: another turn of the same conversation may have come before.
        GuestAnswered? answered = await slot.RunAsync(token => turns.RunAsync(said with { History = guests.History(who, id) }, token), cancellationToken);
        if (answered is not null)
            guests.Keep(who, id, answered.History);
        return answered;
    }

    private static async Task WriteAsync(HttpContext context, VoiceChatJson json, GuestAnswered answered)
    {
        using MemoryStream sound = new();
        using (WavWriter writer = new(sound, answered.SampleRateHz, leaveOpen: true))
            writer.Write(answered.Samples);
        context.Response.Headers.Vary = "Accept";
        if (WantsJson(context.Request))
        {
            context.Response.ContentType = MediaTypeNames.Application.Json;
            await System.Text.Json.JsonSerializer.SerializeAsync(context.Response.Body, json with { Audio = Convert.ToBase64String(sound.GetBuffer(), 0, (int)sound.Length) }, VoiceChatContext.Default.VoiceChatJson, context.RequestAborted);
            return;
        }

        IHeaderDictionary headers = context.Response.Headers;
        headers[HeaderPrefix + "Conversation"] = json.Conversation;
        // Headers are ASCII; words of any language are percent-encoded.
        headers[HeaderPrefix + "Transcript"] = Uri.EscapeDataString(json.Transcript);
        headers[HeaderPrefix + "Reply"] = Uri.EscapeDataString(json.Reply);
        headers[HeaderPrefix + "Emotion"] = json.Emotion;
        headers[HeaderPrefix + "Request"] = json.Request;
        headers[HeaderPrefix + "Language"] = json.Language;
        headers[HeaderPrefix + "Understood"] = json.Understood ? "true" : "false";
        context.Response.ContentType = "audio/wav";
        context.Response.ContentLength = sound.Length;
        await context.Response.Body.WriteAsync(sound.GetBuffer().AsMemory(0, (int)sound.Length), context.RequestAborted);
    }

    private static bool WantsJson(HttpRequest request) =>
        request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1).FirstOrDefault(type => type.MediaType == MediaTypeNames.Application.Json || type.MediaType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase))
            ?.MediaType == MediaTypeNames.Application.Json;

    private static ProblemException Bad(string detail) => new(StatusCodes.Status400BadRequest, "bad_request", detail);
}

/// <param name="Conversation">Sent with the next recording, it goes on with this conversation.</param>
/// <param name="Understood">False when no words were heard: the answer asks to say it again.</param>
/// <param name="Request">What was wanted: conversation, question, …</param>
/// <param name="Audio">The answer as WAV, base64.</param>
internal sealed record VoiceChatJson(
    string Conversation, bool Understood, string Transcript, string Language, string Emotion, float EmotionConfidence, string Request, string Reply, string? Audio)
{
    public static VoiceChatJson From(string id, GuestAnswered answered)
    {
        Core.Turns.Understood heard = answered.Report.Heard;
        return new VoiceChatJson(
            id, answered.Report.Reply is not null, heard.Transcript.Text, heard.Transcript.Language, heard.Emotion.Label.Name(), MathF.Round(heard.Emotion.Confidence, 4),
            heard.Request.Name(), answered.Report.Reply?.Text ?? "", null);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(VoiceChatJson))]
internal sealed partial class VoiceChatContext : JsonSerializerContext;
