namespace EmotionVoice.Edge.Engines.Llama;

/// <summary>Settings of the language model that runs on the device.</summary>
public sealed class LlamaOptions
{
    /// <summary>The GGUF file. Required.</summary>
    public string ModelPath { get; set; } = "";

    /// <summary>How messages become a prompt. Default: the chat template in the model's file.</summary>
    public PromptStyle PromptStyle { get; set; } = PromptStyle.ChatTemplate;

    /// <summary>
    /// A template that llama.cpp knows by name (<c>chatml</c>, <c>llama3</c>, <c>gemma</c> …), used in place of the
    /// one in the file. Default: none. Only with <see cref="PromptStyle.ChatTemplate"/>.
    /// </summary>
    public string? ChatTemplate { get; set; }

    /// <summary>
    /// A UTF-8 text file that goes before the conversation: an instruction and examples. Default: none, system
    /// messages take its place. Only with <see cref="PromptStyle.FewShot"/>.
    /// </summary>
    public string? PrefixPath { get; set; }

    /// <summary>What stands before the user's words in <see cref="PromptStyle.FewShot"/>. Default: <c>User</c>.</summary>
    public string UserLabel { get; set; } = "User";

    /// <summary>What stands before a reply in <see cref="PromptStyle.FewShot"/>. Default: <c>Assistant</c>.</summary>
    public string AssistantLabel { get; set; } = "Assistant";

    /// <summary>Tokens of prompt and reply together. Default 2048, 128 to 131072; never more than the model was trained for.</summary>
    public int ContextSize { get; set; } = 2048;

    /// <summary>
    /// Tokens of a prompt evaluated at once. Default 8, 1 to 2048. Smaller: less is evaluated again in the next turn,
    /// and a cancellation is noticed sooner. Larger: a long prompt is evaluated somewhat faster.
    /// </summary>
    public int BatchSize { get; set; } = 8;

    /// <summary>
    /// Threads, 1 to 64. Default: none, chosen by the model's size so that a core stays free for sound: threads that
    /// wait for each other on a busy core are slower than one alone.
    /// </summary>
    public int? Threads { get; set; }

    /// <summary>Whether what was evaluated for one turn is kept for the next. Default true; false only to compare.</summary>
    public bool ReuseKv { get; set; } = true;

    /// <summary>Longest reply where a request names none, in tokens. Default 96, 1 to 4096; at most half of the context.</summary>
    public int MaxOutputTokens { get; set; } = 96;

    /// <summary>Where a request names none: 0 always takes the likeliest token, up to 2 adds variety. Default 0.</summary>
    public float Temperature { get; set; }

    /// <summary>Where a request names none: probability mass of the tokens drawn from. Default 0.9, above 0 to 1.</summary>
    public float TopP { get; set; } = 0.9f;

    /// <summary>Texts at which each reply ends, beside those of the request and of the prompt style. Default: none.</summary>
    public string[] StopSequences { get; set; } = [];

    /// <summary>Earlier turns that the model is shown. Default: none, as many as fit. 0 to 1000.</summary>
    public int? MaxEarlierTurns { get; set; }

    /// <summary>
    /// Turns dropped at once when the context is full. Default 4, 1 to 100. After a drop the rest is evaluated anew,
    /// so dropping several keeps that rare.
    /// </summary>
    public int DropTurnsTogether { get; set; } = 4;
}
