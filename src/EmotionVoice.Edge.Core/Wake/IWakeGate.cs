using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Turns;

namespace EmotionVoice.Edge.Core.Wake;

/// <summary>Stands before the conversation: frames go in, and come out when somebody is meant to be listened to.</summary>
public interface IWakeGate : IDisposable
{
    /// <summary>True while frames pass. Any thread.</summary>
    bool IsOpen { get; }

    /// <summary>What the device does while nothing happens. Any thread.</summary>
    ConversationState AtRest => IsOpen ? ConversationState.Listening : ConversationState.Idle;

    /// <summary>Takes the next frame. Used only by the listening loop.</summary>
    /// <param name="frame">The next frame.</param>
    /// <param name="speaking">Whether somebody is in the middle of an utterance.</param>
    /// <param name="turns">What the turn loop is doing.</param>
    /// <returns>
    /// What to listen to, until the next call: nothing while closed, the frame while open, and when a word opens the
    /// gate also what was said since that word ended.
    /// </returns>
    ReadOnlySpan<AudioFrame> Admit(in AudioFrame frame, bool speaking, in TurnActivity turns);

    /// <summary>Opens with the next frame, as for a button or a command. Any thread.</summary>
    void Open(WakeReason reason);

    /// <summary>Closes with the next frame, whatever is going on. Any thread.</summary>
    void Close();
}
