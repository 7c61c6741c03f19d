using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.VoiceActivity;

/// <summary>When sound counts as speech, and what an utterance may be.</summary>
public sealed class VoiceActivityOptions
{
    public const string Section = "VoiceActivity";

    /// <summary>Speech probability above which speech begins. Default 0.5; 0 to 1.</summary>
    [Range(0.05, 0.99)]
    public double OnsetThreshold { get; set; } = 0.5;

    /// <summary>Speech probability below which speech ends; lower than the onset, so that a quiet syllable doesn't end it. Default 0.35.</summary>
    [Range(0.01, 0.98)]
    public double ReleaseThreshold { get; set; } = 0.35;

    /// <summary>Speech in a row that begins an utterance. Default 64 ms (two frames): a click is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan Onset { get; set; } = TimeSpan.FromMilliseconds(64);

    /// <summary>Sound kept from before the onset, so that the first phoneme isn't cut. Default 480 ms: with 320 ms Whisper wrote a third more of the Korean letters wrong.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:02")]
    public TimeSpan PreRoll { get; set; } = TimeSpan.FromMilliseconds(480);

    /// <summary>Less speech than this is a noise, not an utterance. Default 190 ms: a spoken "yes" has more.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:02")]
    public TimeSpan MinSpeech { get; set; } = TimeSpan.FromMilliseconds(190);

    /// <summary>Longest utterance; what follows is the next one. Default 29 s, just under Whisper's window of 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00")]
    public TimeSpan MaxUtterance { get; set; } = TimeSpan.FromSeconds(29);
}

[OptionsValidator]
public sealed partial class VoiceActivityOptionsValidator : IValidateOptions<VoiceActivityOptions>;

/// <summary>The rule across two fields.</summary>
public sealed class VoiceActivityThresholdOrder : IValidateOptions<VoiceActivityOptions>
{
    public ValidateOptionsResult Validate(string? name, VoiceActivityOptions options) =>
        options.ReleaseThreshold < options.OnsetThreshold
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("VoiceActivity:ReleaseThreshold must be lower than VoiceActivity:OnsetThreshold.");
}
