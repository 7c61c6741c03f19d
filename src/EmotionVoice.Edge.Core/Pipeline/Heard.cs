using EmotionVoice.Edge.Core.VoiceActivity;

namespace EmotionVoice.Edge.Core.Pipeline;

/// <summary>What a frame told, in the order in which it counts.</summary>
/// <param name="WentOn">An answer that was begun is not wanted: the speaker went on, or said nothing after all.</param>
/// <param name="Beginning">The speaker paused; this may be all. It is worth beginning an answer.</param>
/// <param name="Utterance">The turn is over.</param>
public readonly record struct Heard(bool WentOn = false, Utterance? Beginning = null, Utterance? Utterance = null)
{
    /// <summary>Of two frames, one after the other.</summary>
    public Heard Then(in Heard next) => new(WentOn || next.WentOn, next.Beginning ?? (next.WentOn ? null : Beginning), next.Utterance ?? Utterance);
}
