namespace EmotionVoice.Edge.Core.Wake;

/// <summary>What opens the conversation; several can be joined, as in "keyword, button".</summary>
[Flags]
public enum WakeMode
{
    /// <summary>Not a mode: the settings refuse it.</summary>
    None = 0,

    /// <summary>Always open: whoever speaks is answered. Beside others it wins.</summary>
    Open = 1,

    /// <summary>A spoken word.</summary>
    Keyword = 2,

    /// <summary>A button.</summary>
    Button = 4,
}

/// <summary>Why the conversation is open.</summary>
public enum WakeReason
{
    /// <summary>The wake word was heard.</summary>
    Word,

    /// <summary>The button was pressed.</summary>
    Button,

    /// <summary>Somebody asked for it from outside.</summary>
    Command,

    /// <summary>An answer has just been given.</summary>
    FollowUp,
}
