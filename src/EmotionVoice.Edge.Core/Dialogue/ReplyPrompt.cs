using System.Collections;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Core.Dialogue;

/// <summary>The messages that a reply model sees, and what they were made of: the same can be asked of another model in its own way.</summary>
public sealed class ReplyPrompt : IReadOnlyList<ChatMessage>
{
    private readonly PromptComposer _composer;
    private readonly PromptParts _parts;
    private readonly List<ChatMessage> _messages;

    internal ReplyPrompt(PromptComposer composer, PromptParts parts) => (_composer, _parts, _messages) = (composer, parts, composer.Messages(parts));

    public int Count => _messages.Count;

    public ChatMessage this[int index] => _messages[index];

    /// <summary>How the reply is to be sampled.</summary>
    public ChatOptions Sampling => _composer.Sampling();

    /// <summary>The same for another model.</summary>
    /// <param name="style">How that one is asked.</param>
    /// <param name="said">What was said of the reply already, behind the opener: it goes on from there.</param>
    public ReplyPrompt For(ReplyStyle style, string said = "")
    {
        string begun = $"{_parts.Opener} {said}".Trim();
        return new ReplyPrompt(_composer.For(style), _parts with { Opener = begun.Length > 0 ? begun : null });
    }

    public IEnumerator<ChatMessage> GetEnumerator() => _messages.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>What a prompt is made of.</summary>
/// <param name="Earlier">The turns so far.</param>
/// <param name="Newest">What was said now, and how, without a reply yet; null: nothing so far.</param>
/// <param name="Opener">How the reply begins, or null.</param>
internal sealed record PromptParts(IReadOnlyList<Exchange> Earlier, Exchange? Newest, string? Opener);
