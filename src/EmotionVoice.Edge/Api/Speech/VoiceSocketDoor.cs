using EmotionVoice.Edge.Api.Audit;
using EmotionVoice.Edge.Api.Security;
using EmotionVoice.Edge.Api.Sockets;
using EmotionVoice.Edge.Core.VoiceActivity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using TranscriptionOptions = EmotionVoice.Edge.Core.Transcription.TranscriptionOptions;

namespace EmotionVoice.Edge.Api.Speech;

/// <summary>
/// <c>WS /ws/voice</c>: spoken turns, the sound sent while it is spoken. <c>?language=</c>, <c>?persona=</c> and
/// <c>?conversation=</c> as with <c>/voice-chat</c>. The messages stand in asyncapi.json.
/// </summary>
internal sealed class VoiceSocketDoor(
    GuestTalk talk, SpeechDetectors detectors, VoiceActivityOptions voiceActivity, TranscriptionOptions options, ApiOptions api, TokenDesk tokens, AuditTrail audit,
    TimeProvider clock, ILogger<VoiceSocketDoor> log) : IDoor
{
    private readonly SocketSlots _slots = new(api.MaxStreams);

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/ws/voice", (Delegate)TalkAsync)
        .RequireAuthorization(ScopeNames.Talk).DisableRequestTimeout().ExcludeFromDescription();

    private async Task TalkAsync(HttpContext context)
    {
        ClientSocket.Require(context);
        IQueryCollection query = context.Request.Query;
        string persona = query["persona"].ToString();
        string id = GuestTalk.Conversation(query["conversation"].ToString(), persona);
        TranscriptionOptions transcription = Languages.For(query["language"], options);
        using IDisposable slot = _slots.Take();
        await audit.UsedAsync(context, "talks");
        Caller caller = Caller.Of(context);
        using SpeechWatch watch = new(detectors.Create(), voiceActivity);
        await using ClientSocket socket = await ClientSocket.AcceptAsync(context, VoiceSocket.LargestMessage, clock);
        VoiceSocket turns = new(socket, watch, (samples, token) => talk.AnswerAsync(new GuestSaid(samples, [], persona, transcription), caller.Id, id, token), id, api, clock, log);
        await turns.RunAsync(() => tokens.IsValid(caller));
    }
}
