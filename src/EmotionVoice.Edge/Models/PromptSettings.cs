using System.Text.Json.Serialization;
using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Models;

/// <summary>How a reply model wants to be asked. Never changed after reading: what is optional has a setter only because the generated JSON reader forgets the default of an <c>init</c> property.</summary>
internal sealed record PromptSettings
{
    public required PromptStyle Style { get; init; }

    /// <summary>Few-shot only: by language, what stands before the turns.</summary>
    public IReadOnlyDictionary<string, PromptPrefix> Prefixes { get; set; } = new Dictionary<string, PromptPrefix>();

    public required EmotionTagPlace EmotionTag { get; init; }

    /// <summary>What the model calls a feeling where it differs from the label's own name.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

    /// <summary>Whether a short first sentence chosen by the feeling is spoken at once and continued by the model.</summary>
    public bool Openers { get; set; }

    /// <summary>Earlier turns that the prompt may hold.</summary>
    public required int MaxTurns { get; init; }

    /// <summary>0 is greedy.</summary>
    public required float Temperature { get; init; }

    /// <summary>In (0, 1]; 1 is off.</summary>
    public float TopP { get; set; } = 1;

    public required int MaxTokens { get; init; }

    /// <summary>The reply ends before any of these.</summary>
    public IReadOnlyList<string> Stop { get; set; } = [];

    /// <summary>In tokens.</summary>
    public required int ContextSize { get; init; }

    /// <summary>The model's word for a feeling, e.g. scared for fearful.</summary>
    public string NameOf(EmotionLabel label)
    {
        string name = label.ToString().ToLowerInvariant();
        return Labels.GetValueOrDefault(name, name);
    }

    /// <summary>The prefix for a language, else the English one, else the first; null when the style has none.</summary>
    public PromptPrefix? PrefixFor(string language)
        => Prefixes.GetValueOrDefault(language) ?? Prefixes.GetValueOrDefault("en") ?? Prefixes.Values.FirstOrDefault();
}

/// <summary>The fixed text before a few-shot completion, and the names of the two speakers in it.</summary>
internal sealed record PromptPrefix
{
    /// <summary><see cref="ModelFile.As"/> of the model's file with the text.</summary>
    public required string File { get; init; }

    /// <summary>Opens the user's line, e.g. <c>User:</c>.</summary>
    public required string User { get; init; }

    /// <summary>Opens the reply's line, e.g. <c>Assistant:</c>.</summary>
    public required string Assistant { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<PromptStyle>))]
internal enum PromptStyle
{
    /// <summary>The template in the model's own file.</summary>
    [JsonStringEnumMemberName("chat-template")] ChatTemplate,

    /// <summary>Plain completion after a fixed text of examples, for base models.</summary>
    [JsonStringEnumMemberName("few-shot")] FewShot,
}

[JsonConverter(typeof(JsonStringEnumConverter<EmotionTagPlace>))]
internal enum EmotionTagPlace
{
    /// <summary><c>[sad] words</c>.</summary>
    [JsonStringEnumMemberName("before")] Before,

    /// <summary><c>words [sad]</c>.</summary>
    [JsonStringEnumMemberName("after")] After,

    /// <summary>A sentence about the feeling, for instruct models.</summary>
    [JsonStringEnumMemberName("note")] Note,
}
