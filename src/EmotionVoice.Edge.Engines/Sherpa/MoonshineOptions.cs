using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Engines.Sherpa;

/// <summary>Moonshine, an English recogniser.</summary>
public sealed class MoonshineOptions
{
    public const string Section = "Engines:Moonshine";

    /// <summary>What people call the model. Default "Moonshine tiny".</summary>
    [Required]
    public string Name { get; set; } = "Moonshine tiny";

    /// <summary>Path of encoder_model.onnx.</summary>
    [Required]
    public string Encoder { get; set; } = "";

    /// <summary>Path of decoder_model_merged.onnx.</summary>
    [Required]
    public string Decoder { get; set; } = "";

    /// <summary>Path of tokens.txt (see <see cref="MoonshineTokens"/>).</summary>
    [Required]
    public string Tokens { get; set; } = "";

    /// <summary>Default 1; 1 to 16.</summary>
    [Range(1, 16)]
    public int Threads { get; set; } = 1;

    /// <summary>
    /// Whether a transcript has to survive slightly changed sound. Default true. It costs as much time again and is the
    /// only protection from words made up for other languages: this engine gives no probabilities.
    /// </summary>
    public bool Verify { get; set; } = true;

    /// <summary>Transcripts less sure than this are withheld. Default 0.35; 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double MinConfidence { get; set; } = 0.35;
}

[OptionsValidator]
public sealed partial class MoonshineOptionsValidator : IValidateOptions<MoonshineOptions>;
