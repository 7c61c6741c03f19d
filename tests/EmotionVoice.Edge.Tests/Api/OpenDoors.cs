using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using EmotionVoice.Edge.Api;
using EmotionVoice.Edge.Api.Audit;
using EmotionVoice.Edge.Api.Security;
using EmotionVoice.Edge.Api.Sockets;
using EmotionVoice.Edge.Api.Speech;
using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Testing;
using EmotionVoice.Edge.Tests.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Tests.Api;

/// <summary>The doors on a free port of loopback, with a state folder of their own.</summary>
internal sealed class OpenDoors : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ServiceProvider _services;
    private readonly ApiService _service;

    private OpenDoors(Action<ApiOptions>? settings, TimeProvider clock, Action<IServiceCollection>? engines)
    {
        ApiOptions options = new() { Port = 0 };
        settings?.Invoke(options);
        ServiceCollection services = new();
        services.AddLogging(logging => logging.AddProvider(Lines).SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning));
        services.AddEmotionVoice(new ConfigurationBuilder().AddInMemoryCollection([new("Audio:Microphone", "none"), new("Audio:Speaker", "none"), new("Models:Profile", "embedded")]).Build());
        AddFakes(services, clock);
        services.AddSingleton(options);
        services.AddApi(name => name == "STATE_DIRECTORY" ? _folder.Path : null);
        services.AddKeyedSingleton<IVoiceActivityDetector>(RecordingEngines.Key, new LoudnessDetector());
        services.AddSingleton(new SpeechDetectors(() => new LoudnessDetector()));
        engines?.Invoke(services);
        _services = services.BuildServiceProvider();
        _service = _services.GetRequiredService<ApiService>();
    }

    public HttpClient Http { get; } = new();

    public LogLines Lines { get; } = new();

    public string Folder => _folder.Path;

    public Uri Address => new(_service.Address ?? throw new InvalidOperationException("The doors are closed."));

    public ApiService Service => _service;

    private static void AddFakes(IServiceCollection services, TimeProvider clock)
    {
        services.AddSingleton(clock);
        services.AddSingleton<ITranscriber>(new FakeTranscriber("Tell me something."));
        services.AddSingleton<IVoiceActivityDetector>(new LoudnessDetector());
        services.AddSingleton<IVoiceEmotionRecognizer>(new FakeVoiceEmotion(EmotionLabel.Happy));
        services.AddSingleton<IWordEmotionRecognizer>(new FakeWordEmotion(EmotionLabel.Neutral));
        services.AddSingleton(Chat(new FakeChatClient("The sea is deep. It is blue.")));
        services.AddSingleton<ISynthesizer>(new FakeSynthesizer());
        services.AddSingleton<IMicrophone>(new FakeMicrophone([]));
        services.AddSingleton<ISpeaker>(new FakeSpeaker());
    }

    public static ReplyModels Chat(FakeChatClient client) => new(new ReplyModel("fake chat", client, new ReplyStyle { Openers = false }));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="settings">Changes the settings; the port is free to choose.</param>
    /// <param name="clock">The daemon's; null: the real one.</param>
    /// <param name="engines">What stands behind the doors.</param>
    public static async Task<OpenDoors> StartAsync(Action<ApiOptions>? settings = null, TimeProvider? clock = null, Action<IServiceCollection>? engines = null)
    {
        OpenDoors doors = new(settings, clock ?? TimeProvider.System, engines);
        await doors._service.StartingAsync(Token);
        if (doors._service.Address is { } address)
            doors.Http.BaseAddress = new Uri(address);
        return doors;
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Stores a token as the command does.</summary>
    public string AddToken(Scopes scopes, DateTimeOffset? expires = null)
    {
        string secret = Secret.Create();
        Get<TokenFile>().Change(tokens => [.. tokens, new Token(Secret.CreateId(), "test", scopes, Secret.Hash(secret), default, expires)]);
        return secret;
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token = null, params (string Name, string Value)[] headers)
    {
        HttpRequestMessage request = new(method, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Http.SendAsync(request, Token);
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? token = null, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, token, headers);

    /// <summary>The problem in a response; checks that it is one, in both shapes.</summary>
    public static async Task<string> CodeAsync(HttpResponseMessage response)
    {
        Assert.Equal(Problem.ContentType, response.Content.Headers.ContentType?.MediaType);
        using JsonDocument json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));
        JsonElement root = json.RootElement;
        Assert.Equal((int)response.StatusCode, root.GetProperty("status").GetInt32());
        Assert.NotEmpty(root.GetProperty("detail").GetString()!);
        Assert.Equal(root.GetProperty("detail").GetString(), root.GetProperty("error").GetProperty("message").GetString());
        return root.GetProperty("code").GetString()!;
    }

    public static async Task RefusedAsync(HttpStatusCode status, string code, Task<HttpResponseMessage> response)
    {
        using HttpResponseMessage refused = await response;
        Assert.Equal((status, code), (refused.StatusCode, await CodeAsync(refused)));
    }

    /// <summary>The audit trail, which has to be whole.</summary>
    public IReadOnlyList<AuditEntry> Audit()
    {
        (string, string, bool)[] lines = [.. AuditCheck.Lines(Get<AuditFile>().Path)];
        if (lines.Length > 0)
            Assert.Null(AuditCheck.Verify(lines, null).Problem);
        return [.. lines.Select(line => AuditEntry.TryOpen(line.Item2, out AuditEntry entry, out _) ? entry : throw new InvalidDataException(line.Item2))];
    }

    public async ValueTask DisposeAsync()
    {
        foreach ((_, string text) in Lines.All.Where(line => line.Level >= LogLevel.Error))
            TestContext.Current.TestOutputHelper?.WriteLine(text);
        Http.Dispose();
        await _services.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>Keeps what is logged.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();

    public IReadOnlyList<(LogLevel Level, string Text)> All => [.. _lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue((logLevel, exception is null ? formatter(state, exception) : $"{formatter(state, exception)}\n{exception}"));

    public void Dispose()
    {
    }
}
