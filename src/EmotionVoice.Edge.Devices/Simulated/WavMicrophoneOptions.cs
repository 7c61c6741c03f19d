namespace EmotionVoice.Edge.Devices.Simulated;

/// <summary>What a <see cref="WavMicrophone"/> adds to its files.</summary>
public sealed class WavMicrophoneOptions
{
    /// <summary>Default: real time.</summary>
    public Pace Pace { get; set; } = Pace.RealTime;

    /// <summary>Silence before the first file. Default 300 ms.</summary>
    public TimeSpan LeadIn { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Silence after each file but the last. Default 1.5 s: more than it takes to see that a turn is over.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Silence after the last file, so that its utterance ends. Default 1.5 s.</summary>
    public TimeSpan TrailingSilence { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Whether a file whose end is missing is used as far as it goes. Default false.</summary>
    public bool AllowTruncated { get; set; }
}
