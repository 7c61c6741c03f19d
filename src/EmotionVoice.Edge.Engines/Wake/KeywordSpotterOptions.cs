using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Engines.Wake;

/// <summary>
/// A keyword model of sherpa-onnx, for words that openWakeWord has no model of. Used instead of openWakeWord when
/// <see cref="Encoder"/> is set.
/// </summary>
public sealed class KeywordSpotterOptions
{
    public const string Section = "Wake:KeywordSpotter";

    /// <summary>Path of the transducer's encoder. Default none.</summary>
    public string Encoder { get; set; } = "";

    /// <summary>Path of its decoder.</summary>
    public string Decoder { get; set; } = "";

    /// <summary>Path of its joiner.</summary>
    public string Joiner { get; set; } = "";

    /// <summary>Path of its tokens.txt.</summary>
    public string Tokens { get; set; } = "";

    /// <summary>Path of the file of keywords: a line each, as tokens with spaces between them.</summary>
    public string Keywords { get; set; } = "";

    /// <summary>Default 0.25; higher: fewer false wakes, more misses.</summary>
    [Range(0.01, 0.99)]
    public double Threshold { get; set; } = 0.25;

    public bool IsConfigured => Encoder.Length > 0;
}

[OptionsValidator]
public sealed partial class KeywordSpotterOptionsValidator : IValidateOptions<KeywordSpotterOptions>;

/// <summary>Either all files or none.</summary>
public sealed class KeywordSpotterFiles : IValidateOptions<KeywordSpotterOptions>
{
    public ValidateOptionsResult Validate(string? name, KeywordSpotterOptions options)
    {
        (string Key, string Path)[] files =
        [
            (nameof(options.Encoder), options.Encoder), (nameof(options.Decoder), options.Decoder), (nameof(options.Joiner), options.Joiner),
            (nameof(options.Tokens), options.Tokens), (nameof(options.Keywords), options.Keywords),
        ];
        string[] missing = [.. files.Where(file => file.Path.Length == 0).Select(file => file.Key)];
        return missing.Length == 0 || missing.Length == files.Length
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(missing.Select(key => $"{KeywordSpotterOptions.Section}:{key} is missing; a keyword model needs all five files."));
    }
}
