namespace EmotionVoice.Edge.Core.Endpointing;

/// <summary>Decides when a turn is over. Pure: all times are arguments, in audio time.</summary>
public interface IEndpointer
{
    /// <summary>Asked once a frame while the speaker is silent after speech.</summary>
    bool IsTurnOver(in EndpointSituation situation);
}

/// <summary>What is known about the utterance so far.</summary>
/// <param name="Speech">Time judged as speech so far.</param>
/// <param name="Silence">Time since speech ended.</param>
public readonly record struct EndpointSituation(TimeSpan Speech, TimeSpan Silence);
