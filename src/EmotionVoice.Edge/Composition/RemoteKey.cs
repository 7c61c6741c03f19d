using EmotionVoice.Edge.Core.Dialogue.Remote;

namespace EmotionVoice.Edge.Composition;

/// <summary>The reply server's key: read from where the settings say, never from them.</summary>
internal static class RemoteKey
{
    /// <returns>Null when the settings name none.</returns>
    /// <param name="options">Name the file or the credential.</param>
    /// <param name="environment">Reads a variable.</param>
    /// <param name="problems">Gets a message when it can't be read.</param>
    public static string? Read(RemoteOptions options, Func<string, string?> environment, List<string> problems)
    {
        string path = SecretFile.Path(options.KeyFile, options.KeyCredential, "Remote:KeyCredential", environment, problems);
        if (path.Length == 0)
            return null;
        try
        {
            string key = File.ReadAllText(path).Trim();
            if (key.Length > 0 && key.All(c => c is > ' ' and <= '~'))
                return key;
            problems.Add($"Remote:KeyFile: {path} holds no key: one line of letters, digits and signs.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add($"Remote:KeyFile: {path} can't be used: {e.Message}");
        }

        return null;
    }
}
