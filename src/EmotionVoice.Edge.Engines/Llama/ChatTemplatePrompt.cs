using System.Text;
using LLama;
using LLama.Native;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Engines.Llama;

/// <summary>A chat model's own format.</summary>
internal sealed class ChatTemplatePrompt(LLamaWeights weights, string? templateName) : IPromptFormat
{
    public bool HasControlTokens => true;

    // The end-of-turn token ends a reply.
    public IReadOnlyList<string> StopSequences => [];

    public string Write(Conversation conversation)
    {
        LLamaTemplate template = templateName is null ? new(weights) : new(templateName);
        template.AddAssistant = true;
        foreach (PromptMessage message in conversation.Messages)
            template.Add(NativeRole(message.Role), WithoutControlTokens(message.Text));
        string text = LLamaTemplate.Encoding.GetString(template.Apply());
        return conversation.Opener is string opener ? text + WithoutControlTokens(opener).TrimEnd() : text;
    }

    private static string NativeRole(ChatRole role) =>
        role == ChatRole.System || role == ChatRole.Assistant ? role.Value : ChatRole.User.Value;

    /// <summary>Words cannot end the turn that they stand in: texts of control tokens are taken out.</summary>
    private string WithoutControlTokens(string text)
    {
        // All known ones are written in one of these brackets.
        while (text.AsSpan().IndexOfAny('<', '[') >= 0)
        {
            LLamaToken[] tokens = weights.Tokenize(text, false, true, Encoding.UTF8);
            if (!Array.Exists(tokens, token => token.IsControl(weights.Vocab)))
                break;

            // The decoder leaves them out; what is left may form another one, hence the loop.
            StreamingTokenDecoder decoder = new(Encoding.UTF8, weights);
            foreach (LLamaToken token in tokens)
                decoder.Add(token);
            text = decoder.Read().Trim();
        }

        return text;
    }
}
