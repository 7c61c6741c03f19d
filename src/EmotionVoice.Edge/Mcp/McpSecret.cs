using EmotionVoice.Edge.Core.Dialogue.Tools;

namespace EmotionVoice.Edge.Mcp;

/// <summary>A secret that the settings only name: a file, or a systemd credential.</summary>
internal static class McpSecret
{
    public const string CredentialsVariable = "CREDENTIALS_DIRECTORY";

    /// <param name="server">Whose it is.</param>
    /// <param name="named">A path, or the name of a credential, which has no slash.</param>
    /// <param name="environment">Reads a variable of the daemon.</param>
    /// <exception cref="ToolServerException">It can't be read.</exception>
    public static string Read(string server, string named, Func<string, string?> environment)
    {
        string path = named;
        if (!named.Contains('/', StringComparison.Ordinal))
        {
            if (environment(CredentialsVariable) is not { Length: > 0 } folder)
                throw new ToolServerException($"The tool server {server} needs the credential {named}, and there are no credentials here. In the systemd unit: LoadCredential={named}:<file>");
            path = Path.Combine(folder, named);
        }

        try
        {
            return File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolServerException($"The tool server {server} needs a secret from {path}, which can't be read: {e.Message}", e);
        }
    }
}
