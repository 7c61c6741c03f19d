using System.Text;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Engines.Llama;

/// <summary>Lines of a dialogue after examples of such a dialogue.</summary>
internal sealed class FewShotPrompt : IPromptFormat
{
    private readonly string _prefix;
    private readonly string _userLabel;
    private readonly string _assistantLabel;

    internal FewShotPrompt(string prefix, string userLabel, string assistantLabel)
    {
        string trimmed = prefix.ReplaceLineEndings("\n").TrimEnd();
        _prefix = trimmed.Length == 0 ? "" : trimmed + "\n\n";
        _userLabel = userLabel;
        _assistantLabel = assistantLabel;
        // A base model goes on with the user's next words unless it is stopped.
        StopSequences = ["\n", userLabel + ":"];
    }

    public bool HasControlTokens => false;

    public IReadOnlyList<string> StopSequences { get; }

    public string Write(Conversation conversation)
    {
        StringBuilder text = new(_prefix);
        bool open = false;
        foreach (PromptMessage message in conversation.Messages)
        {
            // A message that breaks the line could pass for another speaker's.
            string words = OneLine(message.Text);
            if (message.Role == ChatRole.System)
            {
                // The examples begin with the instruction that fits them.
                if (_prefix.Length == 0)
                    text.Append(words).Append("\n\n");
            }
            else if (message.Role == ChatRole.Assistant)
            {
                text.Append(_assistantLabel).Append(": ").Append(words).Append("\n\n");
                open = false;
            }
            else
            {
                if (open)
                    text.Append('\n');
                text.Append(_userLabel).Append(": ").Append(words).Append('\n');
                open = true;
            }
        }

        // No space at the end: it belongs to the next word's token.
        text.Append(_assistantLabel).Append(':');
        if (conversation.Opener is string opener)
            text.Append(' ').Append(OneLine(opener));
        return text.ToString();
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
