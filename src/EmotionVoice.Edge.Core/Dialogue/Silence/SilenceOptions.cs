using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Dialogue.Silence;

/// <summary>How nobody is left in silence. Words left empty are the phrase book's, in the language of the conversation.</summary>
public sealed class SilenceOptions
{
    public const string Section = "Silence";

    /// <summary>When the answer's first sound takes longer, a short acknowledgement comes before it. Default 900 ms; 0: none.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan AcknowledgeAfter { get; set; } = TimeSpan.FromMilliseconds(900);

    /// <summary>Silence after the device's own question before it encourages an answer, once. Default 7 s; 0: never.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RepromptAfter { get; set; } = TimeSpan.FromSeconds(7);

    /// <summary>Whether it is asked to say again what could not be understood. Default true.</summary>
    public bool Repair { get; set; } = true;

    /// <summary>The persona's own words for the first time that somebody is not understood.</summary>
    [StringLength(300)]
    public string AskAgain { get; set; } = "";

    /// <summary>For the second time in a row.</summary>
    [StringLength(300)]
    public string OfferHelp { get; set; } = "";

    /// <summary>For the third time in a row; after it, nothing is said until somebody is understood.</summary>
    [StringLength(300)]
    public string GiveUp { get; set; } = "";

    /// <summary>For the silence after a question.</summary>
    [StringLength(300)]
    public string Reprompt { get; set; } = "";
}

[OptionsValidator]
public sealed partial class SilenceOptionsValidator : IValidateOptions<SilenceOptions>;
