using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Turns;

/// <summary>When speech into an answer ends it. Counts only where the device hears while it speaks (<c>Audio:Duplex</c> Full).</summary>
public sealed class InterruptionOptions
{
    public const string Section = "Interruption";

    /// <summary>Speech in a row at which the device falls silent, to listen. Default 32 ms, one frame: it costs only a pause when it was nothing. 32 to 500 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.032", "00:00:00.5")]
    public TimeSpan HoldAfter { get; set; } = TimeSpan.FromMilliseconds(32);

    /// <summary>Less speech than this never ends an answer. Default 300 ms; 100 ms to 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:02")]
    public TimeSpan MinSpeech { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Silence after which a piece of speech is looked at; after less than MinSpeech the answer goes on when it is twice as long. Default 250 ms; 100 ms to 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:01")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Speech of this length is looked at without waiting for a pause. Default 1 s: agreement is shorter. 0.5 to 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:00:05")]
    public TimeSpan LongSpeech { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>When no words come within this, the answer goes on. Default 2 s; 1 to 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:10")]
    public TimeSpan WordsWithin { get; set; } = TimeSpan.FromSeconds(2);
}

[OptionsValidator]
public sealed partial class InterruptionOptionsValidator : IValidateOptions<InterruptionOptions>;
