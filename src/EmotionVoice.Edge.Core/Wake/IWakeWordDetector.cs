using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Wake;

/// <summary>Waits for one word. Keeps state from frame to frame; used only by the listening loop.</summary>
public interface IWakeWordDetector : IDisposable
{
    /// <summary>What a person calls the word.</summary>
    string Word { get; }

    /// <summary>Takes the next frame; a value when the word has been heard with it.</summary>
    WakeHit? Hear(in AudioFrame frame);

    /// <summary>Forgets what was heard, as after a gap in the sound.</summary>
    void Reset();
}

/// <summary>The word was heard.</summary>
/// <param name="Score">In [0, 1].</param>
/// <param name="WordEnd">Audio time at which the word ended, as well as the detector knows.</param>
public readonly record struct WakeHit(float Score, long WordEnd);
