using EmotionVoice.Edge.Api.Audit;
using EmotionVoice.Edge.Api.Security;
using EmotionVoice.Edge.Api.Sockets;
using EmotionVoice.Edge.Api.Speech;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.VoiceActivity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Api.Streams;

/// <summary>
/// <c>WS /v1/emotion/stream</c>: raw sound in, the feeling in the voice at every hop. <c>?window=</c> and <c>?hop=</c> in
/// seconds, <c>?format=</c> int16 or float32, <c>?embedding=true</c>, <c>?resume=</c> a token of a stream before.
/// </summary>
internal sealed class EmotionStreamDoor(
    EmotionWorker worker, EmotionFusion fusion, StreamCourses courses, SpeechDetectors detectors, VoiceActivityOptions voiceActivity, ApiOptions api, TokenDesk tokens, AuditTrail audit,
    TimeProvider clock, ILogger<EmotionStreamDoor> log) : IDoor
{
    private readonly SocketSlots _slots = new(api.MaxStreams);

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/emotion/stream", (Delegate)StreamAsync)
        .RequireAuthorization(ScopeNames.Talk).DisableRequestTimeout().ExcludeFromDescription();

    private async Task StreamAsync(HttpContext context)
    {
        ClientSocket.Require(context);
        StreamWish wish = Wish(context);
        Caller caller = Caller.Of(context);
        StreamCourse course = context.Request.Query["resume"] is [{ Length: > 0 } token, ..]
            ? courses.Resume(token, caller.Id) ?? throw new ProblemException(StatusCodes.Status404NotFound, "unknown_stream", "No stream of yours has this resume token, or it ended more than five minutes ago. Connect without one.")
            : courses.Begin(caller.Id);
        using IDisposable slot = _slots.Take();
        await audit.UsedAsync(context, "talks");
        using SpeechWatch watch = new(detectors.Create(), voiceActivity);
        await using ClientSocket socket = await ClientSocket.AcceptAsync(context, EmotionStream.LargestMessage, clock);
        course.Begin(socket.Abort);
        EmotionStream stream = new(socket, watch, worker, fusion, wish, course, courses, clock, log);
        await stream.RunAsync(() => tokens.IsValid(caller));
    }

    private static StreamWish Wish(HttpContext context)
    {
        int window = (int)AudioFormat.Samples(EmotionDoor.Seconds(context, "window", 2, least: 0.5, most: 8));
        int hop = (int)AudioFormat.Samples(EmotionDoor.Seconds(context, "hop", 0.5, least: 0.1, most: 8));
        bool isFloat = context.Request.Query["format"].ToString() switch
        {
            "" or "int16" => false,
            "float32" => true,
            _ => throw new ProblemException(StatusCodes.Status400BadRequest, "bad_request", "format is int16 or float32."),
        };
        return new StreamWish(window, hop, isFloat, context.Request.Query["embedding"] is ["true", ..]);
    }
}
