using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Engines.Sherpa;

/// <summary>A VITS voice in Piper's form, for sherpa-onnx.</summary>
public sealed class SherpaVoiceOptions
{
    public const string Section = "Engines:SherpaVoice";

    /// <summary>What people call the voice. Default "Piper".</summary>
    [Required]
    public string Name { get; set; } = "Piper";

    /// <summary>Path of the model.</summary>
    [Required]
    public string Model { get; set; } = "";

    /// <summary>Path of tokens.txt.</summary>
    [Required]
    public string Tokens { get; set; } = "";

    /// <summary>The folder espeak-ng-data.</summary>
    [Required]
    public string DataFolder { get; set; } = "";

    /// <summary>ISO 639-1 codes that the voice reads. Empty (default) means en.</summary>
    public string[] Languages { get; set; } = [];

    /// <summary>Which of a model's speakers. Default 0.</summary>
    [Range(0, 10_000)]
    public int Speaker { get; set; }

    /// <summary>Default 1, which is as fast as two here.</summary>
    [Range(1, 16)]
    public int Threads { get; set; } = 1;

    /// <summary>Length of pauses inside a text, of the model's own. Default 0.6; above 0, to 2.</summary>
    [Range(0.05, 2.0)]
    public double PauseScale { get; set; } = 0.6;

    /// <summary>
    /// Share of a change of the model's length scale that is heard as a change of duration; the rest is lost to
    /// rounding inside. Default 0.6, measured on medium Piper voices; 1 for a model that follows exactly.
    /// </summary>
    [Range(0.3, 1.0)]
    public double TempoResponse { get; set; } = 0.6;
}

[OptionsValidator]
public sealed partial class SherpaVoiceOptionsValidator : IValidateOptions<SherpaVoiceOptions>;
