using EmotionVoice.Edge.Core.Emotion;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Core.Dialogue;

/// <summary>Turns a conversation and the newest words into the messages that a reply model sees. Pure.</summary>
public sealed class PromptComposer(DialogueOptions options, ReplyStyle style)
{
    /// <summary>How the model sees that its answer was interrupted.</summary>
    public const string Cut = " …";

    private const string EyesFree =
        "The listener is driving: never ask them to look at, watch, read, check, touch or type anything, and never describe what is on a screen.";

    /// <summary>The persona, and what the settings ask of every reply, as system message; nothing for models without one.</summary>
    public IReadOnlyList<ChatMessage> System()
    {
        string persona = options.Persona.Length > 0 ? options.Persona : style.Persona;
        if (persona.Length == 0)
            return [];
        string?[] parts = [persona.Replace("{name}", options.Name, StringComparison.Ordinal), Length(options.MaxSentences), options.EyesFree ? EyesFree : null];
        return [new ChatMessage(ChatRole.System, string.Join(' ', parts.Where(part => part is not null)))];
    }

    /// <summary>System message, earlier turns, the newest words; last, as the assistant's own beginning, the opener.</summary>
    public ReplyPrompt Compose(Conversation conversation, string words, EmotionLabel emotion, string? opener, MoodTrend trend = MoodTrend.Steady) =>
        new(this, new PromptParts([.. conversation.Exchanges], new Exchange(words, emotion, "", "") { Trend = trend }, opener));

    /// <summary>What the next request begins with, before anybody has said anything.</summary>
    public ReplyPrompt Beginning(Conversation conversation) => new(this, new PromptParts([.. conversation.Exchanges], null, null));

    internal PromptComposer For(ReplyStyle other) => new(options, other);

    internal List<ChatMessage> Messages(PromptParts parts)
    {
        List<ChatMessage> messages = [.. System()];
        foreach (Exchange exchange in parts.Earlier.TakeLast(Math.Min(style.MaxTurns, options.MaxTurns)))
        {
            messages.Add(new ChatMessage(ChatRole.User, Tagged(exchange)));
            messages.Add(new ChatMessage(ChatRole.Assistant, exchange.IsCut ? exchange.Reply + Cut : exchange.Reply));
        }

        if (parts.Newest is { } newest)
            messages.Add(new ChatMessage(ChatRole.User, Tagged(newest)));
        if (parts.Opener is { } opener)
            messages.Add(new ChatMessage(ChatRole.Assistant, opener));
        return messages;
    }

    public ChatOptions Sampling() => new()
    {
        MaxOutputTokens = style.MaxTokens,
        Temperature = style.Temperature,
        StopSequences = [.. style.StopSequences],
    };

    private static string? Length(int sentences) => sentences switch
    {
        0 => null,
        1 => "Never say more than one short sentence.",
        _ => FormattableString.Invariant($"Never say more than {sentences} short sentences."),
    };

    /// <summary>A user's words with how they were said, as the model wants it.</summary>
    public string Tagged(string words, EmotionLabel emotion) => Tagged(new Exchange(words, emotion, "", ""));

    // The course stands beside the words that it led to, not in the system message: what the model has read so far stays as it was.
    private string Tagged(Exchange exchange)
    {
        (string words, EmotionLabel emotion) = (exchange.User, exchange.Emotion);
        string name = style.LabelNames.TryGetValue(emotion, out string? own) ? own : emotion.Name();
        string? course = exchange.Trend switch
        {
            MoodTrend.Better => "mood has been getting better",
            MoodTrend.Worse => "mood has been getting worse",
            _ => null,
        };
        bool plain = emotion is EmotionLabel.Neutral or EmotionLabel.Unknown or EmotionLabel.Other;
        return style.Tag switch
        {
            EmotionTag.Before => $"[{name}] {words}",
            EmotionTag.After => $"{words} [{name}]",
            _ when plain && course is null => words,
            _ when plain => $"{words} (The speaker's {course}.)",
            _ when course is null => $"{words} (The speaker sounds {name}.)",
            _ => $"{words} (The speaker sounds {name}; their {course}.)",
        };
    }
}
