namespace EmotionVoice.Edge.Core.Audio;

/// <summary>What is known of the device's own voice in a frame.</summary>
public enum EchoVerdict
{
    /// <summary>Nobody has looked, or it is not known yet: while the device speaks this may be its own voice.</summary>
    Unjudged,

    /// <summary>Nothing but what is left of the device's own voice.</summary>
    OwnVoice,

    /// <summary>The device is silent, or somebody else is louder than what is left of it.</summary>
    Clear,
}
