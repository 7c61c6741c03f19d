namespace EmotionVoice.Edge.Core.Endpointing;

/// <summary>What is being said, as far as it is known. Asked by the listening loop, once a frame of silence.</summary>
public interface IWordsSoFar
{
    /// <summary>
    /// The words of all speech up to an audio time (samples since capture began). Without text while they are being
    /// worked out; null when none are to be expected before the turn is over.
    /// </summary>
    PartialWords? UpTo(long speechEnd);
}

/// <param name="Text">Null: in a moment.</param>
/// <param name="Language">ISO 639-1 code.</param>
public sealed record PartialWords(string? Text, string Language);
