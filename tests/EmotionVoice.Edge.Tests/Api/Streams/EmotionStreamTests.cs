using System.Net.WebSockets;
using System.Text.Json;
using EmotionVoice.Edge.Api.Security;
using EmotionVoice.Edge.Api.Sockets;
using EmotionVoice.Edge.Api.Streams;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Testing;
using EmotionVoice.Edge.Tests.Models;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Tests.Api.Streams;

public sealed class EmotionStreamTests
{
    private const string End = """{"type":"end_stream"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ResultsEqualThoseOfTheFileOnTheSameWindows()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync(engines: services => services.AddSingleton<IVoiceEmotionRecognizer>(new LoudnessEmotion()));
        byte[] sound = Sound();
        using TestSocket socket = await TestSocket.ConnectAsync(doors, "/v1/emotion/stream?window=1&hop=0.5&embedding=true");
        // Pieces that end neither with frames nor with windows.
        for (int at = 0; at < sound.Length; at += 5_002)
            await socket.SendAsync(sound[at..Math.Min(sound.Length, at + 5_002)]);
        await socket.SendAsync(End);
        List<JsonElement> streamed = await AllAsync(socket);
        Assert.Equal("ready", TestSocket.Type(streamed[0]));

        using HttpResponseMessage response = await doors.Http.PostAsync(new Uri("/v1/emotion?window=1&hop=0.5", UriKind.Relative), File(sound), Token);
        using JsonDocument file = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));
        JsonElement[] course = [.. file.RootElement.GetProperty("course").EnumerateArray()];
        Assert.Equal(5, course.Length);
        Assert.Equal(course.Select(at => at.GetProperty("at").GetDouble()), streamed.Skip(1).Select(result => result.GetProperty("at").GetDouble()));
        Assert.Equal(course.Select(at => at.GetProperty("voice_emotion").GetRawText()), streamed.Skip(1).Select(result => result.GetProperty("voice_emotion").GetRawText()));
        Assert.Equal([1L, 2, 3, 4, 5], streamed.Skip(1).Select(result => result.GetProperty("seq").GetInt64()));
        // Speech is from 1 to 2 s; its end is sure half a second later.
        Assert.Equal(["silence", "speech", "speech", "speech", "silence"], streamed.Skip(1).Select(result => result.GetProperty("vad").GetString()));
        Assert.All(streamed.Skip(1), result => Assert.Equal(2, result.GetProperty("embedding").GetArrayLength()));
        Assert.True(course.Select(at => at.GetProperty("voice_emotion").GetRawText()).Distinct().Count() > 1);
    }

    [Fact]
    public async Task AStreamGoesOnWithItsNumbersAfterAReconnect()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        string resume;
        using (TestSocket first = await TestSocket.ConnectAsync(doors, "/v1/emotion/stream?window=1&hop=0.5"))
        {
            await first.SendAsync(Sound());
            await first.SendAsync(End);
            resume = (await AllAsync(first))[0].GetProperty("resume").GetString()!;
        }

        using TestSocket again = await TestSocket.ConnectAsync(doors, $"/v1/emotion/stream?window=1&hop=0.5&resume={resume}");
        await again.SendAsync(Sound());
        await again.SendAsync(End);
        List<JsonElement> all = await AllAsync(again);

        Assert.Equal((6L, 3.0), (all[0].GetProperty("next_seq").GetInt64(), all[0].GetProperty("at").GetDouble()));
        Assert.Equal([6L, 7, 8, 9, 10], all.Skip(1).Select(result => result.GetProperty("seq").GetInt64()));
        Assert.Equal(3.5, all[2].GetProperty("at").GetDouble());
        // Another client's token is no key to it.
        Assert.Contains("404", (await Assert.ThrowsAsync<WebSocketException>(() => TestSocket.ConnectAsync(doors, $"/v1/emotion/stream?resume={resume}", doors.AddToken(Scopes.Talk)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoIsReplacedByItsOwnReconnectIsCutOff()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        using TestSocket first = await TestSocket.ConnectAsync(doors, "/v1/emotion/stream");
        string resume = (await first.NextAsync()).GetProperty("resume").GetString()!;
        using TestSocket again = await TestSocket.ConnectAsync(doors, $"/v1/emotion/stream?resume={resume}");

        await Assert.ThrowsAsync<WebSocketException>(first.NextAsync);
        Assert.Equal(1, (await again.NextAsync()).GetProperty("next_seq").GetInt64());
    }

    [Fact]
    public async Task WhatIsWrongIsToldAndTheStreamGoesOn()
    {
        FakeClock clock = new();
        await using OpenDoors doors = await OpenDoors.StartAsync(clock: clock);
        using TestSocket socket = await TestSocket.ConnectAsync(doors, "/v1/emotion/stream?format=float32");
        await socket.SendAsync([1, 2, 3]);
        Assert.Equal(SocketErrors.BadAudio, await socket.ErrorAsync());
        await socket.SendAsync(BitConverter.GetBytes(float.NaN));
        Assert.Equal(SocketErrors.BadAudio, await socket.ErrorAsync());
        await socket.SendAsync("hello");
        Assert.Equal(SocketErrors.BadMessage, await socket.ErrorAsync());
        await socket.SendAsync(new byte[EmotionStream.LargestMessage + 4]);
        Assert.Equal(SocketErrors.TooLarge, await socket.ErrorAsync());
        // The clock stands still: ten seconds may come, and no more.
        for (int i = 0; i < 3; i++)
            await socket.SendAsync(new byte[4 * 16_000 * 4]);
        Assert.Equal(SocketErrors.TooFast, await socket.ErrorAsync());
        clock.Advance(TimeSpan.FromSeconds(0.96));
        await socket.SendAsync(new byte[16_000 * 4]);
        await socket.SendAsync(End);
        List<JsonElement> rest = await AllAsync(socket);
        Assert.Equal("result", TestSocket.Type(rest[^1]));
        Assert.Equal(15, rest[^1].GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task AWindowThatTakesTooLongIsToldAndTheNextOneWorks()
    {
        FakeClock clock = new();
        StuckEmotion stuck = new();
        await using OpenDoors doors = await OpenDoors.StartAsync(clock: clock, engines: services => services.AddSingleton<IVoiceEmotionRecognizer>(stuck));
        using TestSocket socket = await TestSocket.ConnectAsync(doors, "/v1/emotion/stream");
        await socket.SendAsync(new byte[2 * 2 * 16_000]);
        await stuck.Begun.Task.WaitAsync(Token);
        clock.Advance(EmotionWorker.Patience);

        JsonElement error = await socket.ReadAsync("error");
        Assert.Equal((SocketErrors.InferenceTimeout, 1L), (error.GetProperty("code").GetString(), error.GetProperty("seq").GetInt64()));
        await socket.SendAsync(new byte[16_000]);
        Assert.Equal(2, (await socket.ReadAsync("result")).GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task MoreStreamsThanTheSettingsAllowAreToldBusy()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync(options => options.MaxStreams = 1);
        using TestSocket socket = await TestSocket.ConnectAsync(doors, "/v1/emotion/stream");
        Assert.Contains("503", (await Assert.ThrowsAsync<WebSocketException>(() => TestSocket.ConnectAsync(doors, "/v1/emotion/stream"))).Message, StringComparison.Ordinal);
        foreach (string query in new[] { "window=9", "hop=0", "hop=NaN", "format=mp3" })
            Assert.Contains("400", (await Assert.ThrowsAsync<WebSocketException>(() => TestSocket.ConnectAsync(doors, $"/v1/emotion/stream?{query}"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheMessagesAreThoseOfTheDocument()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        using TestSocket socket = await TestSocket.ConnectAsync(doors, "/v1/emotion/stream");
        await socket.SendAsync([1]);
        await socket.SendAsync(Sound());
        using JsonDocument document = JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(Path.Combine(RepositoryTree.Root, "src/EmotionVoice.Edge/Api/asyncapi.json"), Token));
        foreach ((string type, string name) in new[] { ("ready", "ready"), ("error", "stream_error"), ("result", "result") })
        {
            JsonElement schema = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty(name);
            string[] names = [.. (await socket.ReadAsync(type)).EnumerateObject().Select(property => property.Name)];
            Assert.Equal(names, schema.GetProperty("required").EnumerateArray().Select(required => required.GetString()));
            Assert.Equal(names, schema.GetProperty("properties").EnumerateObject().Select(property => property.Name));
        }
    }

    private static async Task<List<JsonElement>> AllAsync(TestSocket socket)
    {
        List<JsonElement> all = [];
        while (await socket.ReadAsync() is { } message)
            all.Add(message);
        return all;
    }

    private static byte[] Sound() => TestSocket.Int16([.. Some.Silence(TimeSpan.FromSeconds(1)), .. Some.Speech(TimeSpan.FromSeconds(1)), .. Some.Silence(TimeSpan.FromSeconds(1))]);

    private static ByteArrayContent File(byte[] pcm)
    {
        using MemoryStream file = new();
        using (WavWriter writer = new(file, 16_000, leaveOpen: true))
            writer.Write(new float[pcm.Length / 2]);
        byte[] wav = file.ToArray();
        pcm.CopyTo(wav.AsSpan(wav.Length - pcm.Length));
        return new ByteArrayContent(wav) { Headers = { ContentType = new("audio/wav") } };
    }

    /// <summary>The louder, the happier: every window has a feeling of its own.</summary>
    private sealed class LoudnessEmotion : IVoiceEmotionRecognizer
    {
        public string Name => "loudness";

        public Task<VoiceEmotion> RecognizeAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken)
        {
            float level = 1 + Level.RmsDbfs(samples.Span) / 130;
            return Task.FromResult(VoiceEmotion.From(FakeVoiceEmotion.Sure(EmotionLabel.Happy, 0.2f + 0.7f * level), new[] { level, 1f }));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>The first window never ends.</summary>
    private sealed class StuckEmotion : IVoiceEmotionRecognizer
    {
        public string Name => "stuck";

        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<VoiceEmotion> RecognizeAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken)
        {
            if (Begun.TrySetResult())
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return VoiceEmotion.From(FakeVoiceEmotion.Sure(EmotionLabel.Happy));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
