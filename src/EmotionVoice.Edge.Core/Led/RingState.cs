using EmotionVoice.Edge.Core.Pipeline;

namespace EmotionVoice.Edge.Core.Led;

/// <summary>What the ring's motion says.</summary>
public enum RingState
{
    Starting,

    /// <summary>Waits for a wake word or a button.</summary>
    Idle,

    /// <summary>Waits for speech.</summary>
    Listening,

    /// <summary>Somebody speaks.</summary>
    Hearing,
    Thinking,
    Speaking,

    /// <summary>The microphone is off.</summary>
    Muted,
    Error,
}

public static class RingStates
{
    /// <summary>States of both have the same names; one that the ring has no motion for looks like listening.</summary>
    public static RingState Of(ConversationState state) =>
        Enum.TryParse(state.ToString(), out RingState ring) ? ring : RingState.Listening;
}
