namespace EmotionVoice.Edge.Testing.SoundServer;

/// <summary>
/// A microphone and a loudspeaker that can be pulled out. Each is the only device of a sound server of its own: where
/// there is another one, PulseAudio moves a program's sound there, and the program notices nothing.
/// </summary>
public sealed class HotPlugSound : IAsyncDisposable
{
    private const string MicrophoneModule = "module-null-sink sink_name=mic_in rate=48000 norewinds=1";
    private const string SpeakerModule = "module-null-sink sink_name=out rate=48000 norewinds=1";

    private readonly PulseServer _ears;
    private readonly PulseServer _mouth;

    private HotPlugSound(PulseServer ears, PulseServer mouth, string configuration)
    {
        _ears = ears;
        _mouth = mouth;
        Environment = new Dictionary<string, string>(mouth.Environment) { ["ALSA_CONFIG_PATH"] = configuration };
    }

    /// <summary>What a program needs to find both as its default devices.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    public static async Task<HotPlugSound> StartAsync(CancellationToken cancellationToken)
    {
        PulseServer ears = await PulseServer.StartAsync([MicrophoneModule], cancellationToken);
        PulseServer mouth = await PulseServer.StartAsync([SpeakerModule], cancellationToken);
        string configuration = mouth.PathTo("both.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            pcm.ears { type pulse server "{{ears.Environment["PULSE_SERVER"]}}" }
            pcm.mouth { type pulse server "{{mouth.Environment["PULSE_SERVER"]}}" }
            pcm.!default { type asym capture.pcm ears playback.pcm mouth hint { show on description "Default" } }

            """, cancellationToken);
        return new HotPlugSound(ears, mouth, configuration);
    }

    public Task PlugMicrophoneAsync(CancellationToken cancellationToken) => _ears.LoadAsync(MicrophoneModule, cancellationToken);

    public Task UnplugMicrophoneAsync(CancellationToken cancellationToken) => _ears.UnloadAsync("module-null-sink", cancellationToken);

    public Task PlugSpeakerAsync(CancellationToken cancellationToken) => _mouth.LoadAsync(SpeakerModule, cancellationToken);

    public Task UnplugSpeakerAsync(CancellationToken cancellationToken) => _mouth.UnloadAsync("module-null-sink", cancellationToken);

    /// <summary>Plays a file into the microphone.</summary>
    public Task SpeakAsync(string file, CancellationToken cancellationToken) => _ears.SpeakAsync(file, cancellationToken);

    /// <summary>Begins to play a file into the microphone; who pulls the microphone out ends it.</summary>
    public ChildProcess BeginToSpeak(string file) => ChildProcess.Run(_ears.Environment, "paplay", "--device=mic_in", file);

    /// <summary>Records the loudspeaker.</summary>
    public Task<Recorder> RecordAsync(CancellationToken cancellationToken) => Recorder.StartAsync(_mouth, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _ears.DisposeAsync();
        await _mouth.DisposeAsync();
    }
}
