using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Engines.SpeechEmotion;

/// <summary>The project's own model of feeling in a voice (models/speech-emotion/MODEL.md).</summary>
public sealed class SpeechEmotionOptions
{
    public const string Section = "Engines:SpeechEmotion";

    /// <summary>What people call the model. Default "speech-emotion".</summary>
    [Required]
    public string Name { get; set; } = "speech-emotion";

    /// <summary>Path of speech-emotion.onnx.</summary>
    [Required]
    public string Model { get; set; } = "";

    /// <summary>Default 1.</summary>
    [Range(1, 16)]
    public int Threads { get; set; } = 1;
}

[OptionsValidator]
public sealed partial class SpeechEmotionOptionsValidator : IValidateOptions<SpeechEmotionOptions>;
