using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Emotion;

/// <summary>Section <c>Emotion:Course</c>.</summary>
public sealed class EmotionCourseOptions
{
    /// <summary>After this time an utterance counts half. Default 45 s, 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan HalfLife { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>Change of valence from which the mood is called better or worse. Default 0.15, 0 to 2.</summary>
    [Range(0.0, 2.0)]
    public double TrendThreshold { get; set; } = 0.15;
}

/// <summary>Names every wrong field of <see cref="EmotionCourseOptions"/>.</summary>
[OptionsValidator]
public sealed partial class EmotionCourseOptionsValidator : IValidateOptions<EmotionCourseOptions>;
