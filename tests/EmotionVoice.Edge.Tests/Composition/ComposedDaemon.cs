using System.Collections.Concurrent;
using System.Device.Gpio;
using System.Threading.Channels;
using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Devices.Button;
using EmotionVoice.Edge.Devices.Simulated;
using EmotionVoice.Edge.Devices.Tests.Button;
using EmotionVoice.Edge.Hosting;
using EmotionVoice.Edge.Models;
using EmotionVoice.Edge.Observers.Terminal;
using EmotionVoice.Edge.Testing;
using EmotionVoice.Edge.Tests.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Tests.Composition;

/// <summary>
/// The daemon as <c>run</c> puts it together, with fake engines, a microphone that the test speaks into, a speaker on the
/// test's clock, and a button on a simulated line.
/// </summary>
internal sealed class ComposedDaemon : IAsyncDisposable
{
    public const int Pin = 17;

    private readonly IHost _host;
    private readonly TestFolder _folder;
    private readonly ConversationEvents.Subscription _subscription;
    private readonly TestMicrophone _microphone;
    private readonly List<ConversationEvent> _told = [];

    private ComposedDaemon(IHost host, TestFolder folder, TestMicrophone microphone, WavSpeaker speaker, Log log)
    {
        (_host, _folder, _microphone, Speaker, Lines) = (host, folder, microphone, speaker, log.Lines);
        _subscription = Service<ConversationEvents>().Subscribe(100_000);
    }

    public WavSpeaker Speaker { get; }

    /// <summary>What was logged at information or worse.</summary>
    public ConcurrentQueue<string> Lines { get; }

    /// <summary>Events that were waited for so far, and those before them.</summary>
    public IReadOnlyList<ConversationEvent> Told => _told;

    /// <param name="clock">The daemon's.</param>
    /// <param name="reply">What is answered, a hundredth of a second a character.</param>
    /// <param name="gpio">Opens the GPIO controller; null: there is no button.</param>
    /// <param name="settings">Keys and values.</param>
    public static async Task<ComposedDaemon> StartAsync(TimeProvider clock, string reply, Func<GpioController>? gpio, params (string Key, string Value)[] settings) =>
        await StartAsync(clock, clock, reply, gpio, settings);

    /// <param name="clock">The daemon's.</param>
    /// <param name="buttonClock">The button's.</param>
    /// <param name="reply">What is answered, a hundredth of a second a character.</param>
    /// <param name="gpio">Opens the GPIO controller; null: there is no button.</param>
    /// <param name="settings">Keys and values.</param>
    public static async Task<ComposedDaemon> StartAsync(TimeProvider clock, TimeProvider buttonClock, string reply, Func<GpioController>? gpio, params (string Key, string Value)[] settings) =>
        await StartAsync(clock, buttonClock, new FakeChatClient(reply), gpio, null, settings);

    /// <param name="clock">The daemon's.</param>
    /// <param name="chat">Answers.</param>
    /// <param name="state">The state folder; null: nothing outlives it.</param>
    /// <param name="settings">Keys and values.</param>
    public static async Task<ComposedDaemon> StartAsync(TimeProvider clock, FakeChatClient chat, string? state, params (string Key, string Value)[] settings) =>
        await StartAsync(clock, clock, chat, null, state, settings);

    private static async Task<ComposedDaemon> StartAsync(
        TimeProvider clock, TimeProvider buttonClock, FakeChatClient chat, Func<GpioController>? gpio, string? state, (string Key, string Value)[] settings)
    {
        TestFolder folder = new();
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Audio:Microphone", "none"), new("Audio:Speaker", "none"), new("Models:Profile", "embedded"), new("Logging:LogLevel:Microsoft", "Warning"),
            .. settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)),
        ]).Build();
        TestMicrophone microphone = new();
        WavSpeaker speaker = new(Path.Combine(folder.Path, "answer.wav"), time: clock);
        Log log = new();
        IHost host = ConversationHost.Build(configuration, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(log);
            builder.AddTurnOutput(json: true);
            IServiceCollection services = builder.Services;
            services.Remove(services.Single(service => service.ImplementationInstance is JsonLines)); // it prints
            services.AddSingleton(clock);
            services.AddSingleton<ITranscriber>(new SpokenWords());
            services.AddSingleton<IVoiceActivityDetector>(new LoudnessDetector());
            services.AddSingleton<IVoiceEmotionRecognizer>(new FakeVoiceEmotion(EmotionLabel.Happy));
            services.AddSingleton<IWordEmotionRecognizer>(new FakeWordEmotion(EmotionLabel.Neutral));
            services.AddSingleton(new ReplyModels(new ReplyModel("fake chat", chat, new ReplyStyle { Openers = false })));
            services.AddSingleton<ISynthesizer>(new FakeSynthesizer(speaker.SampleRateHz));
            services.AddSingleton<IMicrophone>(provider => new MutableMicrophone(microphone, provider.GetRequiredService<MuteSwitch>()));
            services.AddSingleton<ISpeaker>(speaker);
            services.AddSingleton(new SettingsFile(Path.Combine(folder.Path, "settings.json")));
            if (gpio is not null)
                services.AddSingleton<IButton>(provider => new GpioButton(
                    new ButtonOptions { Enabled = true, Pin = Pin }, buttonClock, provider.GetRequiredService<ILogger<GpioButton>>(), gpio));
            services.AddHostedService<ButtonService>();
            if (state is not null)
                services.AddMemory(state);
        });
        ComposedDaemon daemon = new(host, folder, microphone, speaker, log);
        await host.StartAsync(TestContext.Current.CancellationToken);
        return daemon;
    }

    /// <summary>Waits until the button's reader has opened the line.</summary>
    public static async Task WatchAsync(FakeGpioDriver line)
    {
        while (!line.IsWatched)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public T Service<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Somebody speaks for a second and then is silent long enough to be answered.</summary>
    public void Speak(string words = "Tell me something.")
    {
        ((SpokenWords)Service<ITranscriber>()).Now = words;
        _microphone.Hear(Some.Speech(TimeSpan.FromSeconds(1)), Some.Silence(TimeSpan.FromSeconds(2)));
    }

    /// <summary>Speaks, and plays what is answered to its end; the daemon's clock is a fake one that only moves while something is to be heard.</summary>
    public async Task<string> AskAsync(FakeClock clock, string words)
    {
        Speak(words);
        Task<ConversationEvent> turn = UntilAsync<ConversationEvent>(happened => happened is TurnCompleted or TurnFailed or TurnIgnored);
        while (!turn.IsCompleted)
        {
            if (Speaker.HeardSamples < Speaker.EnqueuedSamples)
                clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        string answer = Assert.IsType<TurnCompleted>(await turn).Report.Reply!.Text;
        await UntilAsync<StateChanged>();
        return answer;
    }

    public void BeSilent() => _microphone.Hear(Some.Silence(TimeSpan.FromSeconds(1)));

    /// <summary>The next event that fits.</summary>
    public async Task<T> UntilAsync<T>(Func<T, bool>? fits = null) where T : ConversationEvent
    {
        await foreach (ConversationEvent happened in _subscription.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            _told.Add(happened);
            if (happened is T wanted && fits?.Invoke(wanted) != false)
                return wanted;
        }

        throw new InvalidOperationException($"No {typeof(T).Name} came.");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _subscription.Dispose();
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Hears the words of the day in whatever is said.</summary>
    private sealed class SpokenWords : ITranscriber
    {
        public string Now { get; set; } = "";

        public string Name => "spoken words";

        public Task<Transcript> TranscribeAsync(ReadOnlyMemory<float> samples, TranscriptionRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new Transcript(Now, request.Languages[0], 0.9f, 0.01f));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class TestMicrophone : IMicrophone
    {
        private readonly Channel<AudioFrame> _frames = Channel.CreateUnbounded<AudioFrame>();
        private long _heard;

        public string Name => "test microphone";

        public bool IsLive => true;

        public long DroppedFrames => 0;

        public void Hear(params float[][] sounds)
        {
            foreach (AudioFrame frame in Some.Frames(sounds))
            {
                _frames.Writer.TryWrite(frame with { Start = _heard });
                _heard += frame.Samples.Length;
            }
        }

        public IAsyncEnumerable<AudioFrame> ListenAsync(CancellationToken cancellationToken) => _frames.Reader.ReadAllAsync(cancellationToken);
    }

    private sealed class Log : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
        }

        public void Dispose()
        {
        }
    }
}
