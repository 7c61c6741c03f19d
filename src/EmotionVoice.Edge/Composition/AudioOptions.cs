using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Composition;

/// <summary>Section <c>Audio</c>: where sound comes from and goes to.</summary>
internal sealed class AudioOptions
{
    public const string Section = "Audio";

    public const string WavPrefix = "wav:";

    /// <summary>default, a part of a device's name, <c>wav:file[;file…]</c>, or simulated (<c>run</c> only: a bundled recording). Default: default.</summary>
    [Required]
    public string Microphone { get; set; } = "default";

    /// <summary>default, a part of a device's name, <c>wav:file</c>, none, or simulated (<c>run</c> only: answer.wav). Default: default.</summary>
    [Required]
    public string Speaker { get; set; } = "default";

    /// <summary>
    /// Full (default): the device listens while it speaks, without hearing itself, and can be interrupted by voice. Half:
    /// it doesn't listen meanwhile.
    /// </summary>
    public AudioDuplex Duplex { get; set; } = AudioDuplex.Full;

    /// <summary>
    /// Whether a device that is missing or lost is waited for, or ends the program. Default: the daemon waits
    /// (<c>run</c> without <c>--once</c>), all else ends.
    /// </summary>
    public bool WaitForDevices { get; set; }

    /// <summary>Whether a recording is heard and written at its own pace (true, the default) or as fast as possible.</summary>
    public bool RealTime { get; set; } = true;

    /// <summary>Silence between the recordings of a list, and after the last. Default 1.5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan PauseBetween { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How often the recordings are played. Default 1.</summary>
    [Range(1, 1_000_000)]
    public int Repeat { get; set; } = 1;
}

/// <summary>Whether listening and speaking go on at once.</summary>
internal enum AudioDuplex
{
    Full,
    Half,
}

[OptionsValidator]
internal sealed partial class AudioOptionsValidator : IValidateOptions<AudioOptions>;
