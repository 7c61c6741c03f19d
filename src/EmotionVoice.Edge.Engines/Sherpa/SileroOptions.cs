using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Engines.Sherpa;

/// <summary>The Silero voice activity model.</summary>
public sealed class SileroOptions
{
    public const string Section = "Engines:Silero";

    /// <summary>Path of silero_vad_v5.onnx.</summary>
    [Required]
    public string Model { get; set; } = "";

    /// <summary>Model output above which a frame is speech; it stays speech down to 0.15 below. Default 0.5; 0.16 to 0.95.</summary>
    [Range(0.16, 0.95)]
    public double Threshold { get; set; } = 0.5;

    /// <summary>
    /// Sound after which the native detector starts afresh, at the next pause. Default 1 hour. It counts samples in
    /// 32 bits and would overflow after 37 hours.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan RefreshAfter { get; set; } = TimeSpan.FromHours(1);
}

[OptionsValidator]
public sealed partial class SileroOptionsValidator : IValidateOptions<SileroOptions>;
