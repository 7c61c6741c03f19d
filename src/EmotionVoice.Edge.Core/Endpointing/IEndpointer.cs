namespace EmotionVoice.Edge.Core.Endpointing;

/// <summary>Decides when a turn is over. Pure: all that it knows comes as an argument, times in audio time.</summary>
public interface IEndpointer
{
    /// <summary>Asked once a frame while the speaker is silent after speech.</summary>
    bool IsTurnOver(in EndpointSituation situation);
}

/// <summary>How far the words of the utterance are known.</summary>
public enum WordsKnown
{
    /// <summary>No words are to be expected before the turn is over.</summary>
    No,

    /// <summary>They are being worked out: in a moment they are there.</summary>
    Soon,

    /// <summary>All that was said up to this silence.</summary>
    Yes,
}

/// <summary>What is known about the utterance so far.</summary>
/// <param name="Speech">Time judged as speech so far.</param>
/// <param name="Silence">Time since speech ended.</param>
public readonly record struct EndpointSituation(TimeSpan Speech, TimeSpan Silence)
{
    /// <summary>How long this speaker pauses; null before anything is known.</summary>
    public PauseStatistics? Pauses { get; init; }

    public WordsKnown Known { get; init; }

    /// <summary>The words, with <see cref="WordsKnown.Yes"/>.</summary>
    public string? Words { get; init; }

    /// <summary>ISO 639-1 code of the words.</summary>
    public string? Language { get; init; }

    /// <summary>Course of the pitch over the last voiced 400 ms, in semitones a second; null when too little was voiced.</summary>
    public float? PitchSlope { get; init; }
}
