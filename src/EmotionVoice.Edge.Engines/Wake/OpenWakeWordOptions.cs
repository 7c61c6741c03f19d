using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Engines.Wake;

/// <summary>The three models of openWakeWord.</summary>
public sealed class OpenWakeWordOptions
{
    public const string Section = "Engines:OpenWakeWord";

    /// <summary>Path of melspectrogram.onnx, the same for every word.</summary>
    [Required]
    public string Melspectrogram { get; set; } = "";

    /// <summary>Path of embedding_model.onnx, the same for every word.</summary>
    [Required]
    public string Embedding { get; set; } = "";

    /// <summary>Path of the word's own model, such as alexa_v0.1.onnx.</summary>
    [Required]
    public string Word { get; set; } = "";
}

[OptionsValidator]
public sealed partial class OpenWakeWordOptionsValidator : IValidateOptions<OpenWakeWordOptions>;
