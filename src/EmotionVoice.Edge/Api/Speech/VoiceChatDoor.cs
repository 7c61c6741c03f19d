using System.Net.Mime;
using System.Text.Json.Serialization;
using EmotionVoice.Edge.Api.Audit;
using EmotionVoice.Edge.Api.Security;
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
internal sealed class VoiceChatDoor(Uploads uploads, GuestTalk talk, TranscriptionOptions options, AuditTrail audit) : IDoor
{
    public const string HeaderPrefix = "X-EmotionVoice-";

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/voice-chat", (Delegate)TalkAsync)
        .RequireAuthorization(ScopeNames.Talk).WithTags("Conversation").WithSummary("A spoken turn: a recording (WAV) in, the answer's sound or JSON out.")
        .Accepts<IFormFile>("multipart/form-data", "audio/wav").Produces<VoiceChatJson>(200, "audio/wav", "application/json")
        .ProducesProblem(400).ProducesProblem(415).ProducesProblem(503);

    private async Task TalkAsync(HttpContext context)
    {
        (float[] samples, IFormCollection fields) = await uploads.RecordingAsync(context);
        string persona = fields["persona"].ToString();
        string id = GuestTalk.Conversation(fields["conversation"].ToString(), persona);
        TranscriptionOptions transcription = Languages.For(fields["language"], options);
        string who = Caller.Of(context).Id;
        await audit.UsedAsync(context, "talks");
        GuestAnswered answered = await talk.AnswerAsync(new GuestSaid(samples, [], persona, transcription), who, id, context.RequestAborted)
            ?? throw new ProblemException(StatusCodes.Status500InternalServerError, "turn_failed", "The answer failed inside the device; its log says why. Send it again.");
        await WriteAsync(context, VoiceChatJson.From(id, answered), answered);
    }

    private static async Task WriteAsync(HttpContext context, VoiceChatJson json, GuestAnswered answered)
    {
        byte[] sound = answered.Wav();
        context.Response.Headers.Vary = "Accept";
        if (WantsJson(context.Request))
        {
            context.Response.ContentType = MediaTypeNames.Application.Json;
            await System.Text.Json.JsonSerializer.SerializeAsync(context.Response.Body, json with { Audio = Convert.ToBase64String(sound) }, VoiceChatContext.Default.VoiceChatJson, context.RequestAborted);
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
        await context.Response.Body.WriteAsync(sound, context.RequestAborted);
    }

    private static bool WantsJson(HttpRequest request) =>
        request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1).FirstOrDefault(type => type.MediaType == MediaTypeNames.Application.Json || type.MediaType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase))
            ?.MediaType == MediaTypeNames.Application.Json;
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
