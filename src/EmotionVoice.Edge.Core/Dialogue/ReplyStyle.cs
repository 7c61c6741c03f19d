using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Core.Dialogue;

/// <summary>Where the emotion stands beside the user's words.</summary>
public enum EmotionTag
{
    /// <summary><c>[sad] I'm fine.</c></summary>
    Before,

    /// <summary><c>I'm fine. [sad]</c></summary>
    After,

    /// <summary><c>I'm fine. (The speaker sounds sad.)</c>, for models that follow instructions: with it stands where the mood has been going.</summary>
    Note,
}

/// <summary>What a reply model wants to see: comes with the model's catalogue entry.</summary>
public sealed record ReplyStyle
{
    public EmotionTag Tag { get; init; } = EmotionTag.Note;

    /// <summary>The model's own words for labels, such as <c>scared</c> for fearful; others go by their name.</summary>
    public IReadOnlyDictionary<EmotionLabel, string> LabelNames { get; init; } = new Dictionary<EmotionLabel, string>();

    /// <summary>System message when the persona option is empty; {name} becomes the assistant's name. Empty for models without one.</summary>
    public string Persona { get; init; } =
        "You are {name}, a friendly voice assistant. Reply in one or two short sentences.";

    public bool Openers { get; init; }

    /// <summary>Whether it is offered the tools as functions that it may call. Small models can't.</summary>
    public bool CallsFunctions { get; init; }

    /// <summary>Earlier turns that the model bears.</summary>
    public int MaxTurns { get; init; } = 6;

    public int MaxTokens { get; init; } = 96;

    /// <summary>0 is greedy; null: as the engine likes.</summary>
    public float? Temperature { get; init; } = 0.4f;

    public IReadOnlyList<string> StopSequences { get; init; } = [];
}
