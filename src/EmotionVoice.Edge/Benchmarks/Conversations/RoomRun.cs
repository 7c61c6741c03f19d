using System.Runtime.ExceptionServices;
using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Devices.Simulated;
using EmotionVoice.Edge.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmotionVoice.Edge.Benchmarks.Conversations;

/// <summary>How a program is run in a room.</summary>
/// <param name="Settings">On top of the configuration.</param>
internal sealed record RoomSetup(params (string Key, string Value)[] Settings)
{
    /// <summary>One box on a table: the loudspeaker a hand's breadth from the microphone, 80 ms of a sound server's buffers.</summary>
    public Func<EchoPath> Echo { get; init; } = () => new EchoPath(-12, TimeSpan.FromMilliseconds(80), MadeSounds.RoomImpulse(TimeSpan.FromMilliseconds(200), 1));

    /// <summary>Whether the reply is a fixed one of three sentences.</summary>
    public bool ThreeSentences { get; init; }
}

/// <summary>The whole program at work in a simulated room, in real time.</summary>
internal sealed class RoomRun : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly CancellationTokenSource _over;

    private RoomRun(IHost host, SimulatedRoom room, ConversationLog log, TimeProvider clock, CancellationToken cancellationToken)
    {
        _host = host;
        Room = room;
        Log = log;
        Turns = host.Services.GetRequiredService<TurnLoop>();
        // A program that ends by itself ends the script.
        _over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        Person = new Person(room, log, Turns, clock, _over.Token);
    }

    public SimulatedRoom Room { get; }

    public ConversationLog Log { get; }

    public TurnLoop Turns { get; }

    public Person Person { get; }

    public IServiceProvider Services => _host.Services;

    /// <summary>Begins when the engines are warm.</summary>
    public static async Task<RoomRun> StartAsync(IConfiguration configuration, RoomSetup setup, TimeProvider clock, CancellationToken cancellationToken)
    {
        IConfigurationRoot settings = new ConfigurationBuilder().AddConfiguration(configuration)
            .AddInMemoryCollection(setup.Settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value))).Build();
        PlayedSound played = new();
        SimulatedRoom room = new(setup.Echo(), played, clock);
        ConversationLog log = new(() => room.Now);
        IHost host = ConversationHost.Build(settings, builder =>
        {
            builder.Services.AddSingleton(played);
            builder.Services.AddSingleton(_ => room.Speaker);
            // As the daemon's own, with the room in place of the device.
            builder.Services.AddSingleton<IMicrophone>(provider => new MutableMicrophone(
                provider.GetRequiredService<AudioDevices>().WithoutEcho(new HeartbeatMicrophone(room.Microphone, provider.GetRequiredService<CaptureHeartbeat>())),
                provider.GetRequiredService<MuteSwitch>()));
            if (setup.ThreeSentences)
                builder.Services.AddSingleton(_ => new ReplyModels(ThreeSentenceChat.Model(clock)));
            builder.Services.AddSingleton<IConversationObserver>(log);
        });
        RoomRun run = new(host, room, log, clock, cancellationToken);
        try
        {
            await host.StartAsync(cancellationToken);
            await run.Person.ReachAsync(AudioFormat.SampleRateHz);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>Plays a script; a failure of the program is its result.</summary>
    public async Task<T> PlayAsync<T>(Func<Task<T>> script)
    {
        try
        {
            return await script();
        }
        catch (OperationCanceledException) when (Services.GetRequiredService<ConversationOutcome>().Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
            throw;
        }
    }

    /// <summary>Leaves both recordings in a folder.</summary>
    public void Save(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        long now = Room.Now;
        Write($"{name}-microphone.wav", Room.Heard);
        Write($"{name}-loudspeaker.wav", Room.Played);

        void Write(string file, RecordedSound sound)
        {
            using WavWriter writer = new(File.Create(Path.Combine(folder, file)), AudioFormat.SampleRateHz);
            writer.Write(sound.Samples(0, now));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await Room.DisposeAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _over.Dispose();
    }
}
