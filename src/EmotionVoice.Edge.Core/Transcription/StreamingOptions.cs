using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Transcription;

/// <summary>How words are found while they are spoken.</summary>
public sealed class StreamingOptions
{
    public const string Section = "Transcription:Streaming";

    /// <summary>Whether words are found while they are spoken; else when the turn is over. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Sound, with what was kept from before the onset, after which words are looked for the first time. Default 600 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:00:05")]
    public TimeSpan FirstAfter { get; set; } = TimeSpan.FromMilliseconds(600);

    /// <summary>Shortest time from one look to the next. Default 400 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:10")]
    public TimeSpan Step { get; set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Share of the time in which the engine may be at work while somebody speaks: where a look takes long, they become fewer. Default 0.7.</summary>
    [Range(0.05, 1.0)]
    public double Load { get; set; } = 0.7;
}

[OptionsValidator]
public sealed partial class StreamingOptionsValidator : IValidateOptions<StreamingOptions>;
