namespace EmotionVoice.Edge.Engines.Llama;

/// <summary>Writes a conversation as the text that the model continues.</summary>
internal interface IPromptFormat
{
    /// <summary>Whether control tokens are read out of the text.</summary>
    bool HasControlTokens { get; }

    /// <summary>Texts at which a reply in this format ends.</summary>
    IReadOnlyList<string> StopSequences { get; }

    /// <summary>The prompt, up to where the reply goes on.</summary>
    string Write(Conversation conversation);
}
