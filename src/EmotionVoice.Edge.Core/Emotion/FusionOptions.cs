using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Emotion;

/// <summary>How voice and words become one feeling.</summary>
public enum FusionRule
{
    /// <summary>A neutral side says nothing against the feeling on the other; see <see cref="EmotionFusion"/>.</summary>
    NeutralDoesNotVote,

    /// <summary>The weighted sum of both distributions.</summary>
    WeightedSum,
}

/// <summary>Section <c>Emotion:Fusion</c>.</summary>
public sealed class FusionOptions : IValidatableObject
{
    /// <summary>Default <see cref="FusionRule.NeutralDoesNotVote"/>.</summary>
    [EnumDataType(typeof(FusionRule))]
    public FusionRule Rule { get; set; }

    /// <summary>How often the voice alone carries a feeling, against 1 for both together. Default 0.6, 0 to 10.</summary>
    [Range(0.0, 10.0)]
    public double VoiceWeight { get; set; } = 0.6;

    /// <summary>How often the words alone carry a feeling, against 1 for both together. Default 0.4, 0 to 10.</summary>
    [Range(0.0, 10.0)]
    public double WordWeight { get; set; } = 0.4;

    /// <summary>How much likelier than a feeling neutral is beforehand, where both sides are heard. Default 0.5, -0.5 to 10.</summary>
    [Range(-0.5, 10.0)]
    public double NeutralBonus { get; set; } = 0.5;

    /// <summary>Flattens the voice's scores (exponent), which are too sure on natural speech. Default 0.8, 0.1 to 2.</summary>
    [Range(0.1, 2.0)]
    public double VoiceSharpness { get; set; } = 0.8;

    /// <summary>How far the words' prior is divided out: 0 not at all, 1 wholly. Default 0.8.</summary>
    [Range(0.0, 1.0)]
    public double PriorCorrection { get; set; } = 0.8;

    /// <summary>Below this confidence no feeling is named. Default 0.3, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double ConfidenceThreshold { get; set; } = 0.3;

    /// <summary>Share of the top score from which a second feeling is named too. Default 0.6, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double CompoundRatio { get; set; } = 0.6;

    /// <summary>Voiced time, in seconds, below which the voice says nothing. Default 0.1, 0 to 10.</summary>
    [Range(0.0, 10.0)]
    public double VoicedSecondsUnusable { get; set; } = 0.1;

    /// <summary>Voiced time, in seconds, from which the voice counts in full. Default 0.6, 0 to 10.</summary>
    [Range(0.0, 10.0)]
    public double VoicedSecondsEnough { get; set; } = 0.6;

    /// <summary>Signal-to-noise ratio, in dB, below which the voice says nothing. Default -5, -20 to 60.</summary>
    [Range(-20.0, 60.0)]
    public double SnrUnusableDb { get; set; } = -5;

    /// <summary>Signal-to-noise ratio, in dB, from which the voice counts in full. Default 10, -20 to 60.</summary>
    [Range(-20.0, 60.0)]
    public double SnrCleanDb { get; set; } = 10;

    /// <summary>Transcript confidence below which words say nothing. Default 0.3, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double TranscriptUnusable { get; set; } = 0.3;

    /// <summary>Transcript confidence from which words count in full. Default 0.7, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double TranscriptSure { get; set; } = 0.7;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (VoiceWeight + WordWeight <= 0)
            yield return new("VoiceWeight and WordWeight are both 0: at least one side has to count.", [nameof(VoiceWeight), nameof(WordWeight)]);
        if (VoicedSecondsUnusable >= VoicedSecondsEnough)
            yield return new("VoicedSecondsUnusable has to lie below VoicedSecondsEnough.", [nameof(VoicedSecondsUnusable)]);
        if (SnrUnusableDb >= SnrCleanDb)
            yield return new("SnrUnusableDb has to lie below SnrCleanDb.", [nameof(SnrUnusableDb)]);
        if (TranscriptUnusable >= TranscriptSure)
            yield return new("TranscriptUnusable has to lie below TranscriptSure.", [nameof(TranscriptUnusable)]);
    }
}

/// <summary>Names every wrong field of <see cref="FusionOptions"/>.</summary>
[OptionsValidator]
public sealed partial class FusionOptionsValidator : IValidateOptions<FusionOptions>;
