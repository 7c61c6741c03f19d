using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Wake;

/// <summary>What opens the conversation, and for how long.</summary>
public sealed class WakeOptions
{
    public const string Section = "Wake";

    /// <summary>Open, Keyword, Button, or several with commas. Default Open: no wake is needed.</summary>
    public WakeMode Mode { get; set; } = WakeMode.Open;

    /// <summary>The wake word: alexa (default), hey_jarvis, hey_mycroft or hey_rhasspy.</summary>
    [Required]
    public string Word { get; set; } = "alexa";

    /// <summary>Score above which the word counts as heard. Default 0.5; higher: fewer false wakes, more misses.</summary>
    [Range(0.05, 0.99)]
    public double Threshold { get; set; } = 0.5;

    /// <summary>After a wake, further scores count for nothing this long: one word is one wake. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:00:30")]
    public TimeSpan Refractory { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>After a wake, how long the first word may take. Default 6 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>After an answer, how long no wake is needed. Default 5 s; 0: each question needs one.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan FollowUp { get; set; } = TimeSpan.FromSeconds(5);
}

[OptionsValidator]
public sealed partial class WakeOptionsValidator : IValidateOptions<WakeOptions>;

/// <summary>What an attribute can't say of the mode.</summary>
public sealed class WakeModeCheck : IValidateOptions<WakeOptions>
{
    private const WakeMode All = WakeMode.Open | WakeMode.Keyword | WakeMode.Button;

    public ValidateOptionsResult Validate(string? name, WakeOptions options) =>
        options.Mode != WakeMode.None && (options.Mode & ~All) == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Wake:Mode must be Open, Keyword, Button, or several of them with commas.");
}
