using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.VoiceActivity;

/// <summary>Tells how likely a frame holds speech. Keeps state from frame to frame; used only by the listening loop.</summary>
public interface IVoiceActivityDetector : IDisposable
{
    /// <summary>Speech probability in [0, 1] of the next frame.</summary>
    float SpeechProbability(in AudioFrame frame);

    /// <summary>Forgets what was heard, as after a gap in the sound.</summary>
    void Reset();
}
