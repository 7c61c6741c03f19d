using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Turns;

/// <summary>Work on answers before it is certain that they are wanted.</summary>
public sealed class TurnOptions
{
    public const string Section = "Turns";

    /// <summary>Silence after which an answer is begun, to be thrown away if the speaker goes on. Default 200 ms; 0 is never, at most 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:02")]
    public TimeSpan EarlyAfter { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Most answers begun for one utterance. Default 3; 1 to 20.</summary>
    [Range(1, 20)]
    public int MaxDrafts { get; set; } = 3;
}

[OptionsValidator]
public sealed partial class TurnOptionsValidator : IValidateOptions<TurnOptions>;
