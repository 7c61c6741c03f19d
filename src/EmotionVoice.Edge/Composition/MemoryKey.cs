using EmotionVoice.Edge.Core.Dialogue.Memory;
using EmotionVoice.Edge.State;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Composition;

/// <summary>The key of what is kept of a conversation: read from where the settings say, never from them.</summary>
internal static class MemoryKey
{
    private const int LongestFile = 4_096;

    /// <returns>32 bytes; null when the settings name none.</returns>
    /// <param name="options">Name the file or the credential.</param>
    /// <param name="environment">Reads a variable.</param>
    /// <param name="problems">Gets a message when it can't be read.</param>
    public static byte[]? Read(MemoryOptions options, Func<string, string?> environment, List<string> problems)
    {
        string path = SecretFile.Path(options.KeyFile, options.KeyCredential, "Memory:KeyCredential", environment, problems);
        if (path.Length == 0)
            return null;
        try
        {
            if (new FileInfo(path).Length <= LongestFile && Convert.FromBase64String(File.ReadAllText(path).Trim()) is { Length: ExchangeSeal.KeyBytes } key)
                return key;
        }
        catch (FormatException)
        {
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add($"Memory:KeyFile: {path} can't be used: {e.Message}");
            return null;
        }

        problems.Add($"Memory:KeyFile: {path} holds no key of {ExchangeSeal.KeyBytes} bytes in Base64. Make one with: openssl rand -base64 {ExchangeSeal.KeyBytes}");
        return null;
    }
}

/// <summary>Whether the key can be had: without it nothing that is kept could be read after a restart.</summary>
internal sealed class MemoryKeyCheck : IValidateOptions<MemoryOptions>
{
    public ValidateOptionsResult Validate(string? name, MemoryOptions options)
    {
        List<string> problems = [];
        if (options.Keep)
            MemoryKey.Read(options, Environment.GetEnvironmentVariable, problems);
        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }
}
