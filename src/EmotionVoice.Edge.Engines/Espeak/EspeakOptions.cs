using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Engines.Espeak;

/// <summary>espeak-ng, the voice that fits everywhere.</summary>
public sealed class EspeakOptions
{
    public const string Section = "Engines:Espeak";

    /// <summary>The folder espeak-ng-data. Empty (default): the distribution's.</summary>
    public string DataFolder { get; set; } = "";

    /// <summary>Voice of each language, by ISO 639-1 code, where it is not the code itself. Default en: en-us.</summary>
    public Dictionary<string, string> Voices { get; set; } = new() { ["en"] = "en-us" };

    /// <summary>Words a minute at rate 1. Default 160, a little slower than espeak-ng's own 175.</summary>
    [Range(80, 400)]
    public int WordsPerMinute { get; set; } = 160;

    /// <summary>Base pitch, 0 to 100. Default 45.</summary>
    [Range(0, 100)]
    public int Pitch { get; set; } = 45;

    /// <summary>Liveliness of the melody, 0 to 100. Default 55.</summary>
    [Range(0, 100)]
    public int PitchRange { get; set; } = 55;
}

[OptionsValidator]
public sealed partial class EspeakOptionsValidator : IValidateOptions<EspeakOptions>;
