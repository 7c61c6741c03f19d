using System.Text;
using ModelContextProtocol.Protocol;

namespace EmotionVoice.Edge.Mcp;

/// <summary>What of a tool's result can be said: its texts. Pure.</summary>
internal static class McpResult
{
    /// <param name="result">Of a tool.</param>
    /// <param name="mostCharacters">The rest is left out.</param>
    public static string Text(CallToolResult result, int mostCharacters)
    {
        StringBuilder text = new();
        foreach (ContentBlock block in result.Content)
        {
            string? part = block switch
            {
                TextContentBlock said => said.Text,
                EmbeddedResourceBlock { Resource: TextResourceContents resource } => resource.Text,
                // Pictures and sounds have no words.
                _ => null,
            };
            if (string.IsNullOrWhiteSpace(part))
                continue;
            if (text.Length > 0)
                text.Append('\n');
            ReadOnlySpan<char> trimmed = part.AsSpan().Trim();
            text.Append(trimmed[..Math.Min(trimmed.Length, mostCharacters + 1)]); // one more: it shows that there is more
            if (text.Length > mostCharacters)
                break;
        }

        if (text.Length == 0 && result.StructuredContent is { } structured)
            text.Append(structured.GetRawText());
        return text.Length <= mostCharacters ? text.ToString() : Cut(text.ToString(), mostCharacters);
    }

    // Never half of a letter.
    private static string Cut(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
