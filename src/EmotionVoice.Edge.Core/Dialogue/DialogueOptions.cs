using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Dialogue;

/// <summary>Who answers, and how much.</summary>
public sealed class DialogueOptions
{
    public const string Section = "Dialogue";

    /// <summary>The assistant's name. Default Mira.</summary>
    [Required, StringLength(40, MinimumLength = 1)]
    public string Name { get; set; } = "Mira";

    /// <summary>Who the assistant is and how it speaks; {name} becomes the name. Empty (default): the persona that suits the reply model.</summary>
    [StringLength(4_000)]
    public string Persona { get; set; } = "";

    /// <summary>Earlier turns kept in the conversation. Default 6; a reply model may bear fewer.</summary>
    [Range(0, 50)]
    public int MaxTurns { get; set; } = 6;

    /// <summary>Whether a fitting first sentence is spoken at once, where the reply model's style has one. Default true.</summary>
    public bool Openers { get; set; } = true;

    /// <summary>Most sentences of a reply; a longer one ends there, and the persona asks for it. Default 0: as the reply model likes; at most 20.</summary>
    [Range(0, 20)]
    public int MaxSentences { get; set; }

    /// <summary>
    /// Whether the device never asks for the eyes of its listener, who drives: the persona says so, and sentences that do
    /// are left out. English and Korean. Default false.
    /// </summary>
    public bool EyesFree { get; set; }

    /// <summary>
    /// What a conversation begins with: said at the wake unless somebody speaks at once, else before the first answer.
    /// In the first expected language. Default empty: nothing.
    /// </summary>
    [StringLength(300)]
    public string Greeting { get; set; } = "";

    /// <summary>Silence after which the conversation is forgotten: the next who speaks is somebody else. Default 0: never; 5 s to a day.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan ForgetAfter { get; set; }

    /// <summary>Longest time for a whole reply. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan ReplyTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

[OptionsValidator]
public sealed partial class DialogueOptionsValidator : IValidateOptions<DialogueOptions>;

/// <summary>What an attribute can't say of the silence.</summary>
public sealed class DialogueForgetCheck : IValidateOptions<DialogueOptions>
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(5);

    public ValidateOptionsResult Validate(string? name, DialogueOptions options) =>
        options.ForgetAfter == TimeSpan.Zero || options.ForgetAfter >= s_shortest
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Dialogue:ForgetAfter must be 0 (never) or at least 00:00:05: people pause between two questions.");
}
