using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Transcription;

/// <summary>Which languages are expected, and when a transcript is trusted.</summary>
public sealed class TranscriptionOptions
{
    public const string Section = "Transcription";

    /// <summary>ISO 639-1 codes. One is taken as given; of several the spoken one is chosen a turn. Empty (the default) means en.</summary>
    public string[] Languages { get; set; } = [];

    /// <summary>The languages in force.</summary>
    public IReadOnlyList<string> Expected => Languages.Length > 0 ? Languages : ["en"];

    /// <summary>A transcript with a higher no-speech probability and low confidence is dropped. Default 0.6.</summary>
    [Range(0.0, 1.0)]
    public double MaxNoSpeechProbability { get; set; } = 0.6;

    /// <summary>A transcript with a lower confidence is dropped. Default 0.35.</summary>
    [Range(0.0, 1.0)]
    public double MinConfidence { get; set; } = 0.35;

    /// <summary>An utterance quieter than this (loudest 100 ms, dBFS) isn't transcribed. Default -55 dBFS.</summary>
    [Range(-100.0, 0.0)]
    public double MinLevelDb { get; set; } = -55;

    /// <summary>An utterance with less speech level over the noise floor than this is dropped. Default -20 dB: none is.</summary>
    [Range(-20.0, 40.0)]
    public double MinSnrDb { get; set; } = -20;
}

[OptionsValidator]
public sealed partial class TranscriptionOptionsValidator : IValidateOptions<TranscriptionOptions>;
