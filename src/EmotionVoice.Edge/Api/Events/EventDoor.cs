using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using EmotionVoice.Edge.Api.Audit;
using EmotionVoice.Edge.Api.Security;
using EmotionVoice.Edge.Api.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmotionVoice.Edge.Api.Events;

/// <summary>
/// <c>WS /v1/events</c>: everything that happens on the device, transcripts included, the last minutes first.
/// <c>?since=</c> a number sends only what is newer; <c>?meters=true</c> adds the levels, many a second.
/// </summary>
internal sealed class EventDoor(EventFeed feed, TokenDesk tokens, AuditTrail audit, TimeProvider clock) : IDoor
{
    private const int ClientBytes = 1_024;
    private static readonly TimeSpan s_goodbye = TimeSpan.FromMilliseconds(500);

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/events", (Delegate)ObserveAsync)
        .RequireAuthorization(ScopeNames.Observe).DisableRequestTimeout().ExcludeFromDescription();

    private async Task ObserveAsync(HttpContext context)
    {
        ClientSocket.Require(context);
        long since = 0;
        if (context.Request.Query["since"] is [{ } number, ..] && (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out since)))
            throw new ProblemException(StatusCodes.Status400BadRequest, "bad_request", "since is the number (seq) of a message.");
        bool meters = context.Request.Query["meters"] is ["true", ..];
        using EventFeed.Observer observer = feed.Connect(since, meters)
            ?? throw new ProblemException(StatusCodes.Status503ServiceUnavailable, "BUSY", "As many observe as Api:MaxObservers allows.") { RetryAfter = TimeSpan.FromSeconds(10) };
        await audit.UsedAsync(context, "observes");
        CancellationToken closing = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(ClientSocket.Subprotocol(context));
        await SendAsync(socket, observer, Caller.Of(context), closing, context.RequestAborted);
    }

    private async Task SendAsync(WebSocket socket, EventFeed.Observer observer, Caller caller, CancellationToken closing, CancellationToken aborted)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(observer.TooSlow, closing, aborted);
        // Apart: cancelling a receive breaks the socket, and a goodbye needs it whole.
        using CancellationTokenSource deaf = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        Task listening = ListenAsync(socket, end, deaf.Token);
        try
        {
            await socket.SendAsync(Connected(observer), WebSocketMessageType.Text, true, end.Token);
            foreach (EventMessage message in observer.Replay)
                await socket.SendAsync(message.Utf8, WebSocketMessageType.Text, true, end.Token);
            await foreach (EventMessage message in observer.ReadAllAsync(end.Token))
            {
                // Its token may have been taken back, or have run out, since it connected.
                if (!tokens.IsValid(caller))
                    break;
                await socket.SendAsync(message.Utf8, WebSocketMessageType.Text, true, end.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // Too slow, gone, or the daemon stops.
        }

        if (!observer.TooSlow.IsCancellationRequested && socket.State is (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            await CloseAsync(socket, closing.IsCancellationRequested, aborted);
            // Breaking the connection at once would overtake the goodbye.
            await listening.WaitAsync(s_goodbye, clock, aborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (socket.State != WebSocketState.Closed)
            socket.Abort();
        await deaf.CancelAsync();
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static byte[] Connected(EventFeed.Observer observer) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"seq":{{observer.Last}},"type":"connected"}"""));

    // Observers have nothing to say; what they send is read so that their goodbye is heard.
    private static async Task ListenAsync(WebSocket socket, CancellationTokenSource end, CancellationToken deaf)
    {
        byte[] ignored = new byte[ClientBytes];
        try
        {
            while ((await socket.ReceiveAsync(ignored.AsMemory(), deaf)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // Gone.
        }

        await end.CancelAsync();
    }

    private static async Task CloseAsync(WebSocket socket, bool stopping, CancellationToken aborted)
    {
        try
        {
            if (stopping)
                await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "The device stops.", aborted);
            else
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, aborted);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // Then without a goodbye.
        }
    }
}
