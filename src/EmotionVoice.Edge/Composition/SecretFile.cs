namespace EmotionVoice.Edge.Composition;

/// <summary>Where a secret lies that the settings only name: in a file, or in a credential of systemd.</summary>
internal static class SecretFile
{
    public const string CredentialsVariable = "CREDENTIALS_DIRECTORY";

    /// <param name="file">What the settings call the file; empty: none.</param>
    /// <param name="credential">What they call the credential; empty: none.</param>
    /// <param name="key">The credential's setting, for the message.</param>
    /// <param name="environment">Reads a variable.</param>
    /// <param name="problems">Gets a message when there are no credentials.</param>
    /// <returns>Empty when there is none.</returns>
    public static string Path(string file, string credential, string key, Func<string, string?> environment, List<string> problems)
    {
        if (credential.Length == 0)
            return file;
        if (environment(CredentialsVariable) is { Length: > 0 } folder)
            return System.IO.Path.Combine(folder, credential);
        problems.Add($"{key}: there are no credentials here: {CredentialsVariable} is not set. In the systemd unit: LoadCredential={credential}:<file>");
        return file;
    }
}
