using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using EmotionVoice.Edge.Api;
using EmotionVoice.Edge.Api.Events;
using EmotionVoice.Edge.Api.Security;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Tests.Api.Events;

public sealed class EventTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnObserverIsToldWhatHappenedBeforeAndWhatHappensNow()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        EventFeed feed = doors.Get<EventFeed>();
        feed.Take(new StateChanged(ConversationState.Listening));
        feed.Take(new SoundHeard(-20, 1)); // nobody asked for meters
        feed.Take(new TranscriptReady(1, new Transcript("안녕하세요.", "ko", 0.9f, 0)));

        using WebSocket socket = await ConnectAsync(doors, "/v1/events");
        List<JsonElement> told = await ReadAsync(socket, 3);
        Assert.Equal(["connected", "state", "transcript"], told.Select(Type));
        Assert.Equal(2, told[0].GetProperty("seq").GetInt64());
        Assert.Equal("listening", told[1].GetProperty("data").GetProperty("state").GetString());
        Assert.Equal("안녕하세요.", told[2].GetProperty("data").GetProperty("text").GetString());
        Assert.Equal(0.9m, told[2].GetProperty("data").GetProperty("confidence").GetDecimal());

        feed.Take(new TurnFailed(1, "no"));
        JsonElement now = Assert.Single(await ReadAsync(socket, 1));
        Assert.Equal((3L, "turn_failed"), (now.GetProperty("seq").GetInt64(), Type(now)));
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Token);
    }

    [Fact]
    public async Task WhoComesBackIsToldOnlyWhatIsNew()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        EventFeed feed = doors.Get<EventFeed>();
        for (int turn = 1; turn <= 5; turn++)
            feed.Take(new SpeakingStarted(turn));

        using WebSocket socket = await ConnectAsync(doors, "/v1/events?since=3");
        Assert.Equal([5, 4, 5], (await ReadAsync(socket, 3)).Select(message => message.GetProperty("seq").GetInt64()));
        // After a restart of the daemon its numbers begin anew.
        using WebSocket stranger = await ConnectAsync(doors, "/v1/events?since=1000");
        Assert.Equal([5, 1, 2, 3, 4, 5], (await ReadAsync(stranger, 6)).Select(message => message.GetProperty("seq").GetInt64()));
    }

    [Fact]
    public void OnlyTheLastMinutesAreKeptAndNeverMoreThanSomeThousands()
    {
        FakeClock clock = new();
        EventFeed feed = new(new ApiOptions { Replay = TimeSpan.FromMinutes(5) }, clock, NullLogger<EventFeed>.Instance);
        feed.Take(new SpeakingStarted(1));
        clock.Advance(TimeSpan.FromMinutes(4));
        feed.Take(new SpeakingStarted(2));
        clock.Advance(TimeSpan.FromMinutes(1));
        using (EventFeed.Observer observer = feed.Connect(0, meters: false)!)
            Assert.Equal([2L], observer.Replay.Select(message => message.Seq));

        for (int turn = 0; turn < EventFeed.MostKept + 10; turn++)
            feed.Take(new SpeakingStarted(turn));
        using (EventFeed.Observer observer = feed.Connect(0, meters: false)!)
            Assert.Equal(EventFeed.MostKept, observer.Replay.Count);
    }

    [Fact]
    public void WhoReadsTooSlowlyIsCutOffAndTheOthersAreNot()
    {
        EventFeed feed = new(new ApiOptions(), new FakeClock(), NullLogger<EventFeed>.Instance);
        using EventFeed.Observer slow = feed.Connect(0, meters: false)!;
        for (int turn = 0; turn < EventFeed.Queue; turn++)
            feed.Take(new SpeakingStarted(turn));
        using EventFeed.Observer quick = feed.Connect(0, meters: false)!;
        Assert.False(slow.TooSlow.IsCancellationRequested);

        feed.Take(new SpeakingStarted(0));

        Assert.True(slow.TooSlow.IsCancellationRequested);
        Assert.False(quick.TooSlow.IsCancellationRequested);
        Assert.Equal((1L, 1), (feed.Cut, feed.Observers));
    }

    [Fact]
    public void MetersGoToWhoAsksForThemAndAreNotKept()
    {
        EventFeed feed = new(new ApiOptions(), new FakeClock(), NullLogger<EventFeed>.Instance);
        using EventFeed.Observer with = feed.Connect(0, meters: true)!;
        using EventFeed.Observer without = feed.Connect(0, meters: false)!;

        for (int i = 0; i <= EventFeed.Queue; i++)
            feed.Take(new SoundHeard(-20, 1));

        Assert.True(with.TooSlow.IsCancellationRequested);
        Assert.False(without.TooSlow.IsCancellationRequested);
        using EventFeed.Observer later = feed.Connect(0, meters: true)!;
        Assert.Empty(later.Replay);
    }

    [Fact]
    public async Task OnlyTheScopeObserveSeesWhatIsSaid()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync(options => options.MaxObservers = 1);

        await OpenDoors.RefusedAsync(HttpStatusCode.Forbidden, "insufficient_scope", doors.GetAsync("/v1/events", doors.AddToken(Scopes.Talk | Scopes.Control)));
        await OpenDoors.RefusedAsync(HttpStatusCode.UpgradeRequired, "websocket_needed", doors.GetAsync("/v1/events", doors.AddToken(Scopes.Observe)));
        using WebSocket socket = await ConnectAsync(doors, "/v1/events", doors.AddToken(Scopes.Observe));
        await ReadAsync(socket, 1);
        WebSocketException full = await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(doors, "/v1/events"));
        Assert.Contains("503", full.Message, StringComparison.Ordinal);
        Assert.Contains(doors.Audit(), entry => entry.What == "observes");
    }

    [Fact]
    public async Task AnObserverWhoseTokenIsTakenBackIsToldNothingMore()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        EventFeed feed = doors.Get<EventFeed>();
        TokenFile file = doors.Get<TokenFile>();
        using WebSocket socket = await ConnectAsync(doors, "/v1/events", doors.AddToken(Scopes.Observe));
        using WebSocket page = await ConnectAsync(doors, $"/v1/events?access_token={doors.Get<TokenDesk>().CreateEphemeral(file.Read()[0].Id, Scopes.Observe, out _)}");
        await ReadAsync(socket, 1);
        await ReadAsync(page, 1);
        feed.Take(new SpeakingStarted(1));
        await ReadAsync(socket, 1);
        await ReadAsync(page, 1);

        file.Change(_ => []);
        feed.Take(new SpeakingStarted(2));

        Assert.Equal(WebSocketMessageType.Close, (await socket.ReceiveAsync(new byte[1_000], Token)).MessageType);
        Assert.Equal(WebSocketMessageType.Close, (await page.ReceiveAsync(new byte[1_000], Token)).MessageType);
    }

    [Fact]
    public async Task AForeignPageCanNotConnect()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        using ClientWebSocket page = new();
        page.Options.SetRequestHeader("Origin", "https://evil.example.org");

        WebSocketException refused = await Assert.ThrowsAsync<WebSocketException>(() => page.ConnectAsync(Socket(doors, "/v1/events"), Token));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhenTheDaemonStopsObserversHearIt()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        using WebSocket socket = await ConnectAsync(doors, "/v1/events");
        await ReadAsync(socket, 1);

        Task stopping = doors.Service.StoppingAsync(Token);
        WebSocketReceiveResult last = await socket.ReceiveAsync(new byte[1_000], Token);
        Assert.Equal((WebSocketMessageType.Close, WebSocketCloseStatus.EndpointUnavailable), (last.MessageType, last.CloseStatus));
        await stopping;
    }

    [Fact]
    public void EveryKindOfEventHasANameOfItsOwn()
    {
        // Those without an arm of their own are told by their type's name: none may be forgotten unseen.
        Type[] kinds = [.. typeof(ConversationEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ConversationEvent)))];
        Assert.InRange(kinds.Length, 20, 100);
        Assert.Equal(("hand_over_requested", null), EventMessages.Of(new Core.Dialogue.Tools.HandOverRequested()));
        Assert.Equal(("conversation_forgotten", null), EventMessages.Of(new Core.Control.ConversationForgotten()));
    }

    private static Uri Socket(OpenDoors doors, string path) => new(new Uri(doors.Address.ToString().Replace("http", "ws", StringComparison.Ordinal)), path);

    private static async Task<WebSocket> ConnectAsync(OpenDoors doors, string path, string? token = null)
    {
        ClientWebSocket socket = new();
        if (token is not null)
            socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        try
        {
            await socket.ConnectAsync(Socket(doors, path), Token);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<List<JsonElement>> ReadAsync(WebSocket socket, int count)
    {
        List<JsonElement> messages = [];
        byte[] buffer = new byte[64 * 1024];
        while (messages.Count < count)
        {
            int length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), Token);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            Assert.Equal(WebSocketMessageType.Text, part.MessageType);
            using JsonDocument json = JsonDocument.Parse(buffer.AsMemory(0, length));
            messages.Add(json.RootElement.Clone());
        }

        return messages;
    }

    private static string Type(JsonElement message) => message.GetProperty("type").GetString()!;
}
