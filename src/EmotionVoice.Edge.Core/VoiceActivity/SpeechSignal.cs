namespace EmotionVoice.Edge.Core.VoiceActivity;

public enum SpeechSignalKind
{
    /// <summary>Nothing changed with this frame.</summary>
    None,

    /// <summary>Somebody began to speak.</summary>
    Started,

    /// <summary>Speech stopped; the turn may or may not be over.</summary>
    Paused,

    /// <summary>Speech went on after a pause.</summary>
    Resumed,

    /// <summary>The utterance is complete.</summary>
    Ended,

    /// <summary>It was too short to be an utterance.</summary>
    Discarded,
}

/// <summary>What one frame changed.</summary>
/// <param name="Kind">The change.</param>
/// <param name="At">Audio time, in samples since capture began: onset for Started, end of speech for Paused, Ended and Discarded.</param>
/// <param name="Utterance">Only with <see cref="SpeechSignalKind.Ended"/>.</param>
public readonly record struct SpeechSignal(SpeechSignalKind Kind, long At = 0, Utterance? Utterance = null);
