using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Playback;

/// <summary>How the loudness of the device's voice follows the noise around it. Levels are those of the microphone.</summary>
public sealed class NoiseVolumeOptions
{
    public const string Section = "Volume";

    /// <summary>Default false: the voice is as loud as it was set.</summary>
    public bool FollowNoise { get; set; }

    /// <summary>Noise at or below which the voice is quietest. Default -60 dBFS.</summary>
    [Range(-100.0, 0.0)]
    public double QuietDb { get; set; } = -60;

    /// <summary>Noise at or above which the voice is as loud as it was set. Default -30 dBFS.</summary>
    [Range(-100.0, 0.0)]
    public double LoudDb { get; set; } = -30;

    /// <summary>How much quieter the voice is in a quiet place. Default 12 dB; 0 to 30.</summary>
    [Range(0.0, 30.0)]
    public double QuietCutDb { get; set; } = 12;

    /// <summary>How fast the loudness changes at most. Default 3 dB a second: a lorry that passes is no reason to shout.</summary>
    [Range(0.1, 60.0)]
    public double SlewDb { get; set; } = 3;
}

[OptionsValidator]
public sealed partial class NoiseVolumeOptionsValidator : IValidateOptions<NoiseVolumeOptions>;

/// <summary>The rule across two fields.</summary>
public sealed class NoiseVolumeOrder : IValidateOptions<NoiseVolumeOptions>
{
    public ValidateOptionsResult Validate(string? name, NoiseVolumeOptions options) =>
        options.QuietDb < options.LoudDb
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Volume:QuietDb must be lower than Volume:LoudDb.");
}
