using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using EmotionVoice.Edge.Api.Security;
using EmotionVoice.Edge.Api.Sockets;
using EmotionVoice.Edge.Api.Speech;
using EmotionVoice.Edge.Api.Work;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Testing;
using EmotionVoice.Edge.Tests.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Tests.Api.Speech;

public sealed class VoiceSocketTests
{
    private const string End = """{"type":"end_stream"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ASpokenTurnIsFollowedAndAnswered()
    {
        FakeTranscriber transcriber = new("Tell me something.");
        await using OpenDoors doors = await OpenDoors.StartAsync(engines: services => services.AddSingleton<ITranscriber>(transcriber));
        using TestSocket socket = await TestSocket.ConnectAsync(doors, "/ws/voice?conversation=mine");

        byte[] sound = Sound();
        for (int at = 0; at < sound.Length; at += 3_200)
        {
            byte[] piece = sound[at..Math.Min(sound.Length, at + 3_200)];
            if (at % 6_400 == 0)
                await socket.SendAsync(piece);
            else
                await socket.SendAsync($$"""{"type":"audio_chunk","data":"{{Convert.ToBase64String(piece)}}"}""");
        }

        await socket.SendAsync(End);

        JsonElement began = await socket.NextAsync(), stopped = await socket.NextAsync(), response = await socket.NextAsync();
        Assert.Equal(["vad_result", "vad_result", "response"], new[] { began, stopped, response }.Select(TestSocket.Type));
        Assert.Equal((true, false), (began.GetProperty("speech").GetBoolean(), stopped.GetProperty("speech").GetBoolean()));
        Assert.Equal(1, began.GetProperty("at").GetDouble(), 0.05);
        Assert.Equal(2, stopped.GetProperty("at").GetDouble(), 0.05);
        Assert.Equal("Tell me something.", Text(response, "transcript"));
        Assert.Equal("The sea is deep. It is blue.", Text(response, "text"));
        Assert.Equal(("happy", "mine", "wav"), (Text(response, "emotion"), Text(response, "conversation"), Text(response, "audio_format")));
        WavSound answer = WavReader.Read(new MemoryStream(response.GetProperty("audio").GetBytesFromBase64()));
        Assert.Equal(response.GetProperty("sample_rate").GetInt32(), answer.SampleRateHz);
        Assert.True(answer.Duration > TimeSpan.FromSeconds(0.2));

        // What the engine heard is what was sent, as from a file.
        float[] heard = Assert.Single(transcriber.Heard).ToArray();
        float[] sent = WavReader.ReadMono16k(new MemoryStream(Wav(sound))).Samples;
        Assert.True(sent.AsSpan().IndexOf(heard) >= 0);
        await socket.CloseAsync();
        Assert.Equal(["talks"], doors.Audit().Select(entry => entry.What));
    }

    [Fact]
    public async Task TheTurnsOfASocketAreOneConversationThatGoesOnAfterAReconnect()
    {
        FakeChatClient chat = new("The sea is deep.");
        await using OpenDoors doors = await OpenDoors.StartAsync(engines: services => services.AddSingleton(OpenDoors.Chat(chat)));
        string conversation;
        using (TestSocket socket = await TestSocket.ConnectAsync(doors, "/ws/voice?persona=You%20are%20a%20pirate."))
        {
            conversation = Text(await TurnAsync(socket), "conversation");
            await TurnAsync(socket);
            await socket.CloseAsync();
        }

        using TestSocket again = await TestSocket.ConnectAsync(doors, $"/ws/voice?conversation={conversation}");
        await TurnAsync(again);
        using TestSocket other = await TestSocket.ConnectAsync(doors, $"/ws/voice?conversation={conversation}", doors.AddToken(Scopes.Talk));
        await TurnAsync(other);

        Assert.Equal([2, 4, 6, 2], chat.Requests.Select(request => request.Count));
        Assert.StartsWith("You are a pirate.", chat.Requests[0][0].Text, StringComparison.Ordinal);
        Assert.Empty(doors.Get<Conversation>().Exchanges);
    }

    [Fact]
    public async Task WhenNothingIsUnderstoodTheAnswerAsksToSayItAgain()
    {
        FakeSynthesizer voice = new();
        await using OpenDoors doors = await OpenDoors.StartAsync(engines: services => services.AddSingleton<ISynthesizer>(voice));
        using TestSocket socket = await TestSocket.ConnectAsync(doors, "/ws/voice");

        await socket.SendAsync(new byte[64_000]);
        await socket.SendAsync(End);
        JsonElement response = await socket.NextAsync();

        Assert.Equal("response", TestSocket.Type(response));
        Assert.False(response.GetProperty("understood").GetBoolean());
        Assert.Equal(("", PhraseBook.SayAgain("en")), (Text(response, "transcript"), Text(response, "text")));
        Assert.Equal(PhraseBook.SayAgain("en"), Assert.Single(voice.Requests).Text);
        Assert.True(WavReader.Read(new MemoryStream(response.GetProperty("audio").GetBytesFromBase64())).Duration > TimeSpan.FromSeconds(0.2));
    }

    [Theory]
    [InlineData("", "BAD_MESSAGE")]
    [InlineData("{", "BAD_MESSAGE")]
    [InlineData("null", "BAD_MESSAGE")]
    [InlineData("[]", "BAD_MESSAGE")]
    [InlineData("{}", "BAD_MESSAGE")]
    [InlineData("""{"type":7}""", "BAD_MESSAGE")]
    [InlineData("""{"type":"\ud800"}""", "BAD_MESSAGE")]
    [InlineData("""{"type":"stop"}""", "BAD_MESSAGE")]
    [InlineData("""{"type":"audio_chunk"}""", "BAD_MESSAGE")]
    [InlineData("""{"type":"audio_chunk","data":[1,2]}""", "BAD_MESSAGE")]
    [InlineData("""{"type":"audio_chunk","data":"%%%"}""", "BAD_AUDIO")]
    [InlineData("""{"type":"audio_chunk","data":"AAA="," ":1}""", null)]
    [InlineData("""{"type":"audio_chunk","data":"AAAA"}""", "BAD_AUDIO")]
    [InlineData("""{"type":"end_stream"}""", "BAD_AUDIO")]
    public async Task AMessageThatIsWrongIsToldAndTheNextTurnWorks(string message, string? code)
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        using TestSocket socket = await TestSocket.ConnectAsync(doors, "/ws/voice");

        await socket.SendAsync(message);
        if (code is not null)
            Assert.Equal(code, await socket.ErrorAsync());
        Assert.Equal("Tell me something.", Text(await TurnAsync(socket), "transcript"));
    }

    [Fact]
    public async Task MessagesAndTurnsThatAreTooLongAreToldAndTheSocketGoesOn()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        using TestSocket socket = await TestSocket.ConnectAsync(doors, "/ws/voice");

        await socket.SendAsync(new byte[VoiceSocket.LargestMessage + 2]);
        Assert.Equal(SocketErrors.TooLarge, await socket.ErrorAsync());
        await socket.SendAsync([1, 2, 3]);
        Assert.Equal(SocketErrors.BadAudio, await socket.ErrorAsync());
        long longest = AudioFormat.Samples(VoiceSocket.LongestTurn) * 2;
        for (long sent = 0; sent <= longest; sent += VoiceSocket.LargestMessage)
            await socket.SendAsync(new byte[VoiceSocket.LargestMessage]);
        Assert.Equal(SocketErrors.TooLong, await socket.ErrorAsync());
        await socket.SendAsync(End);
        Assert.False((await socket.ReadAsync("response")).GetProperty("understood").GetBoolean());
        Assert.True((await TurnAsync(socket)).GetProperty("understood").GetBoolean());
    }

    [Fact]
    public async Task WhoNeverEndsAMessageIsCutOff()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        using ClientWebSocket socket = new();
        await socket.ConnectAsync(new Uri(new Uri(doors.Address.ToString().Replace("http", "ws", StringComparison.Ordinal)), "/ws/voice"), Token);
        byte[] piece = new byte[64 * 1024];

        async Task FloodAsync()
        {
            while (true)
                await socket.SendAsync(piece, WebSocketMessageType.Binary, false, Token);
        }

        // Either side may see the end of the connection first.
        await Assert.ThrowsAnyAsync<Exception>(FloodAsync);
        Assert.False(Token.IsCancellationRequested);
    }

    [Fact]
    public async Task TooManyMessagesASecondAreToldAndLaterOnesAreHeard()
    {
        FakeClock clock = new();
        await using OpenDoors doors = await OpenDoors.StartAsync(clock: clock);
        using TestSocket socket = await TestSocket.ConnectAsync(doors, "/ws/voice");

        for (int i = 0; i <= 200; i++)
            await socket.SendAsync(new byte[2]);
        Assert.Equal(SocketErrors.TooFast, await socket.ErrorAsync());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await TurnAsync(socket)).GetProperty("understood").GetBoolean());
    }

    [Fact]
    public async Task WhileATurnIsAnsweredTheSoundOfTheNextIsKept()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync(engines: services => services.AddSingleton<ITranscriber>(new FakeTranscriber("One.", "Two.")));
        using TestSocket socket = await TestSocket.ConnectAsync(doors, "/ws/voice");
        using (await doors.Get<EngineQueue>().EnterAsync("somebody", Token))
        {
            await SendTurnAsync(socket);
            await SendTurnAsync(socket);
            Assert.Equal(SocketErrors.Busy, await socket.ErrorAsync());
        }

        Assert.Equal("One.", Text(await socket.ReadAsync("response"), "transcript"));
        await socket.SendAsync(End);
        Assert.Equal("Two.", Text(await socket.ReadAsync("response"), "transcript"));
    }

    [Fact]
    public async Task WhenTooManyWaitTheClientIsToldAndMayTryAgain()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync(options => options.MaxWaiting = 0);
        using TestSocket socket = await TestSocket.ConnectAsync(doors, "/ws/voice");
        using (await doors.Get<EngineQueue>().EnterAsync("somebody", Token))
        {
            await SendTurnAsync(socket);
            Assert.Equal(SocketErrors.Busy, await socket.ErrorAsync());
        }

        Assert.True((await TurnAsync(socket)).GetProperty("understood").GetBoolean());
    }

    [Fact]
    public async Task AFailedTurnIsToldAndTheNextOneWorks()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync(engines: services => services.AddSingleton<ITranscriber>(new FakeTranscriber(new InvalidOperationException("secret"), "Tell me something.")));
        using TestSocket socket = await TestSocket.ConnectAsync(doors, "/ws/voice");

        await SendTurnAsync(socket);
        JsonElement failed = await socket.ReadAsync("error");
        Assert.Equal(SocketErrors.TurnFailed, Text(failed, "code"));
        Assert.DoesNotContain("secret", failed.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("Tell me something.", Text(await TurnAsync(socket), "transcript"));
    }

    [Fact]
    public async Task WhoHangsUpIsNotAnswered()
    {
        EndlessTranscriber transcriber = new();
        await using OpenDoors doors = await OpenDoors.StartAsync(engines: services => services.AddSingleton<ITranscriber>(transcriber));
        using TestSocket socket = await TestSocket.ConnectAsync(doors, "/ws/voice");
        await SendTurnAsync(socket);
        await transcriber.Begun.Task.WaitAsync(Token);

        socket.Dispose();

        await transcriber.Stopped.Task.WaitAsync(Token);
        using EngineQueue.Slot free = await doors.Get<EngineQueue>().EnterAsync("somebody", Token);
    }

    [Fact]
    public async Task ATokenThatIsTakenBackEndsTheTalk()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        using TestSocket socket = await TestSocket.ConnectAsync(doors, "/ws/voice", doors.AddToken(Scopes.Talk));
        await TurnAsync(socket);

        doors.Get<TokenFile>().Change(_ => []);
        await socket.SendAsync(End);

        Assert.Null(await socket.ReadAsync());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, socket.CloseStatus);
    }

    [Fact]
    public async Task WhoMayNotTalkIsRefusedBeforeASocketIsOpened()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync(options => options.MaxStreams = 1);

        await OpenDoors.RefusedAsync(HttpStatusCode.Forbidden, "insufficient_scope", doors.GetAsync("/ws/voice", doors.AddToken(Scopes.Observe)));
        await OpenDoors.RefusedAsync(HttpStatusCode.UpgradeRequired, "websocket_needed", doors.GetAsync("/ws/voice"));
        foreach (string query in new[] { "language=fr", "conversation=../etc", "persona=" + new string('x', 4_001) })
            Assert.Contains("400", (await Assert.ThrowsAsync<WebSocketException>(() => TestSocket.ConnectAsync(doors, $"/ws/voice?{query}"))).Message, StringComparison.Ordinal);
        using TestSocket socket = await TestSocket.ConnectAsync(doors, "/ws/voice");
        Assert.Contains("503", (await Assert.ThrowsAsync<WebSocketException>(() => TestSocket.ConnectAsync(doors, "/ws/voice"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhenTheDeviceStopsClientsAreToldSo()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        using TestSocket socket = await TestSocket.ConnectAsync(doors, "/ws/voice");
        await TurnAsync(socket);

        Task stopping = doors.Service.StoppingAsync(Token);

        Assert.Null(await socket.ReadAsync());
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.CloseStatus);
        await stopping;
    }

    [Fact]
    public async Task DamagedMessagesNeverHurt()
    {
        FakeClock clock = new();
        await using OpenDoors doors = await OpenDoors.StartAsync(clock: clock);
        using TestSocket socket = await TestSocket.ConnectAsync(doors, "/ws/voice");
        Random random = new(8321);
        byte[] good = Encoding.Latin1.GetBytes($$"""{"type":"audio_chunk","data":"{{Convert.ToBase64String(new byte[64])}}"}""");
        for (int i = 0; i < 2_000; i++)
        {
            byte[] bad = [.. good];
            for (int change = random.Next(1, 5); change > 0; change--)
                bad[random.Next(bad.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0)
                bad = bad[..random.Next(bad.Length)];
            if (i % 3 == 0)
                await socket.SendAsync(bad);
            else
                await socket.SendAsync(Encoding.Latin1.GetString(bad));
            if (i % 50 != 49)
                continue;
            // All before it were read when this one is answered: the limit of messages plays no part here.
            await socket.SendAsync(new byte[VoiceSocket.LargestMessage + 2]);
            while (await socket.ErrorAsync() != SocketErrors.TooLarge)
            {
            }

            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True((await TurnAsync(socket)).GetProperty("understood").GetBoolean());
        Assert.DoesNotContain(doors.Lines.All, line => line.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task TheMessagesAreThoseOfTheDocument()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        using TestSocket socket = await TestSocket.ConnectAsync(doors, "/ws/voice");
        await socket.SendAsync("?");
        await SendTurnAsync(socket);
        using JsonDocument document = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(RepositoryTree.Root, "src/EmotionVoice.Edge/Api/asyncapi.json"), Token));
        JsonElement schemas = document.RootElement.GetProperty("components").GetProperty("schemas");

        foreach (string type in new[] { "error", "vad_result", "response" })
        {
            JsonElement message = await socket.ReadAsync(type), schema = schemas.GetProperty(type);
            string[] names = [.. message.EnumerateObject().Select(property => property.Name)];
            Assert.Equal("type", names[0]);
            Assert.Equal(names, schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
            Assert.Equal(names, schema.GetProperty("properties").EnumerateObject().Select(property => property.Name));
        }

        string[] codes = [.. typeof(SocketErrors).GetFields().Select(field => (string)field.GetRawConstantValue()!)];
        Assert.Equal(codes, schemas.GetProperty("error").GetProperty("properties").GetProperty("code").GetProperty("enum").EnumerateArray().Select(code => code.GetString()));
    }

    private static async Task SendTurnAsync(TestSocket socket)
    {
        await socket.SendAsync(Sound());
        await socket.SendAsync(End);
    }

    private static async Task<JsonElement> TurnAsync(TestSocket socket)
    {
        await SendTurnAsync(socket);
        JsonElement response = await socket.ReadAsync("response", "error");
        Assert.True(TestSocket.Type(response) == "response", response.GetRawText());
        return response;
    }

    private static string Text(JsonElement message, string name) => message.GetProperty(name).GetString()!;

    private static byte[] Sound() => TestSocket.Int16([.. Some.Silence(TimeSpan.FromSeconds(1)), .. Some.Speech(TimeSpan.FromSeconds(1)), .. Some.Silence(TimeSpan.FromSeconds(1))]);

    private static byte[] Wav(byte[] pcm)
    {
        using MemoryStream file = new();
        using (WavWriter writer = new(file, 16_000, leaveOpen: true))
            writer.Write(new float[pcm.Length / 2]);
        byte[] wav = file.ToArray();
        pcm.CopyTo(wav.AsSpan(wav.Length - pcm.Length));
        return wav;
    }

    /// <summary>Is never done, and says when it is stopped.</summary>
    private sealed class EndlessTranscriber : ITranscriber
    {
        public string Name => "endless transcriber";

        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<Transcript> TranscribeAsync(ReadOnlyMemory<float> samples, TranscriptionRequest request, CancellationToken cancellationToken)
        {
            Begun.TrySetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                throw new InvalidOperationException("Never.");
            }
            finally
            {
                Stopped.TrySetResult();
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
