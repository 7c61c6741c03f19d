namespace EmotionVoice.Edge.Engines.Llama;

/// <summary>How messages become a prompt.</summary>
public enum PromptStyle
{
    /// <summary>By the model's own chat template: for models that were trained to converse.</summary>
    ChatTemplate,

    /// <summary>As lines <c>User: … / Assistant: …</c> after examples: for base models, which only continue text.</summary>
    FewShot,
}
