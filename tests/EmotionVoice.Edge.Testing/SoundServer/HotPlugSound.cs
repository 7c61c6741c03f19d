namespace EmotionVoice.Edge.Testing.SoundServer;

/// <summary>
/// A microphone and a loudspeaker that can be pulled out. Each is the only device of a sound server of its own: where
/// there is another one, PulseAudio moves a program's sound there, and the program notices nothing.
/// </summary>
public sealed class HotPlugSound : IAsyncDisposable
{
    private const string MicrophoneModule = "module-null-sink sink_name=mic_in rate=48000 norewinds=1";
    private const string QuietMicrophoneModule = "module-null-source source_name=mic";

    private readonly PulseServer _ears;
    private readonly PulseServer _mouth;

    private HotPlugSound(PulseServer ears, PulseServer mouth, string configuration)
    {
        _ears = ears;
        _mouth = mouth;
        Environment = new Dictionary<string, string>(mouth.Environment) { ["ALSA_CONFIG_PATH"] = configuration };
    }

    /// <summary>What a program needs to find both as its default devices, and the microphone as "desk" too.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    public static Task<HotPlugSound> StartAsync(CancellationToken cancellationToken) => StartAsync(standIn: false, cancellationToken);

    /// <param name="standIn">Whether the default microphone is another one, in which nobody speaks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<HotPlugSound> StartAsync(bool standIn, CancellationToken cancellationToken)
    {
        PulseServer ears = await PulseServer.StartAsync([MicrophoneModule], cancellationToken);
        PulseServer mouth = await PulseServer.StartAsync([SpeakerModule(48_000), .. standIn ? [QuietMicrophoneModule] : Array.Empty<string>()], cancellationToken);
        string configuration = mouth.PathTo("both.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            pcm.ears { type pulse server "{{ears.Environment["PULSE_SERVER"]}}" }
            pcm.mouth { type pulse server "{{mouth.Environment["PULSE_SERVER"]}}" }
            pcm.!default { type asym capture.pcm {{(standIn ? "mouth" : "ears")}} playback.pcm mouth hint { show on description "Default" } }
            pcm.desk { type asym capture.pcm ears hint { show on description "Desk" } }

            """, cancellationToken);
        return new HotPlugSound(ears, mouth, configuration);
    }

    public Task PlugMicrophoneAsync(CancellationToken cancellationToken) => _ears.LoadAsync(MicrophoneModule, cancellationToken);

    public Task UnplugMicrophoneAsync(CancellationToken cancellationToken) => _ears.UnloadAsync("module-null-sink", cancellationToken);

    public Task PlugSpeakerAsync(CancellationToken cancellationToken, int rateHz = 48_000) => _mouth.LoadAsync(SpeakerModule(rateHz), cancellationToken);

    public Task UnplugSpeakerAsync(CancellationToken cancellationToken) => _mouth.UnloadAsync("module-null-sink", cancellationToken);

    /// <summary>The microphone stays where it is, and delivers nothing.</summary>
    public Task OccupyMicrophoneAsync(bool occupied, CancellationToken cancellationToken) => _ears.SuspendAsync("mic_in", occupied, cancellationToken);

    /// <summary>Both sound servers crash: for programs there is no sound system any more.</summary>
    public Task CrashAsync(CancellationToken cancellationToken) => Task.WhenAll(_ears.KillAsync(cancellationToken), _mouth.KillAsync(cancellationToken));

    /// <summary>Both come back.</summary>
    public Task StartAgainAsync(CancellationToken cancellationToken) => Task.WhenAll(_ears.StartAgainAsync(cancellationToken), _mouth.StartAgainAsync(cancellationToken));

    /// <summary>Both stop answering, without a word.</summary>
    public Task FreezeAsync(CancellationToken cancellationToken) => Task.WhenAll(_ears.FreezeAsync(cancellationToken), _mouth.FreezeAsync(cancellationToken));

    /// <summary>Both answer again.</summary>
    public Task ThawAsync(CancellationToken cancellationToken) => Task.WhenAll(_ears.ThawAsync(cancellationToken), _mouth.ThawAsync(cancellationToken));

    /// <summary>Plays a file into the microphone.</summary>
    public Task SpeakAsync(string file, CancellationToken cancellationToken) => _ears.SpeakAsync(file, cancellationToken);

    /// <summary>Begins to play a file into the microphone; who pulls the microphone out ends it.</summary>
    public ChildProcess BeginToSpeak(string file) => ChildProcess.Run(_ears.Environment, "paplay", "--device=mic_in", file);

    /// <summary>Records the loudspeaker.</summary>
    public Task<Recorder> RecordAsync(CancellationToken cancellationToken) => Recorder.StartAsync(_mouth, cancellationToken);

    private static string SpeakerModule(int rateHz) => $"module-null-sink sink_name=out rate={rateHz} norewinds=1";

    public async ValueTask DisposeAsync()
    {
        await _ears.DisposeAsync();
        await _mouth.DisposeAsync();
    }
}
