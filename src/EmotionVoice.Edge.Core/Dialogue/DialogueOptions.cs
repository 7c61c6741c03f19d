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

    /// <summary>Longest time for a whole reply. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan ReplyTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

[OptionsValidator]
public sealed partial class DialogueOptionsValidator : IValidateOptions<DialogueOptions>;
