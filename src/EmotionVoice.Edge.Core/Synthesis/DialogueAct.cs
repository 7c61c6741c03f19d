namespace EmotionVoice.Edge.Core.Synthesis;

/// <summary>What a sentence of the reply does.</summary>
public enum DialogueAct
{
    /// <summary>Tells something.</summary>
    Statement,

    Question,

    Greeting,

    Apology,

    /// <summary>"Done." or "Okay.": short and brisk.</summary>
    Confirmation,

    /// <summary>Danger or an emergency: has to be understood.</summary>
    Warning,
}
