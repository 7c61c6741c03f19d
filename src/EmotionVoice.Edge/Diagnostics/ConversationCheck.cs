using EmotionVoice.Edge.Core.Dialogue.Memory;
using EmotionVoice.Edge.State;
using Microsoft.Data.Sqlite;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>What is kept of conversations on this device: where, how long, and who can read it.</summary>
internal sealed class ConversationCheck(MemoryOptions options) : IDoctorCheck
{
    private const string Check = "kept conversation";

    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CheckResult>>([Judge(options, StateFolder.Discover(Environment.GetEnvironmentVariable))]);

    /// <param name="options">Whether anything is kept.</param>
    /// <param name="folder">The state folder.</param>
    internal static CheckResult Judge(MemoryOptions options, string folder)
    {
        string file = SqliteConversationStore.PathIn(folder);
        if (!options.Keep)
        {
            return File.Exists(file)
                ? CheckResult.Warn(Check, $"Memory:Keep is off, but {file} is still there", "The daemon deletes it at its next start")
                : CheckResult.NotApplicable(Check, "Memory:Keep is off: what is said is forgotten when the program ends");
        }

        string how = options.KeyFile.Length > 0 || options.KeyCredential.Length > 0 ? "encrypted" : "not encrypted";
        string kept = $"kept for {options.Retention} in {file}, {how}";
        if (!File.Exists(file))
            return CheckResult.Ok(Check, $"{kept}; nothing yet");
        try
        {
            using ConversationFile look = ConversationFile.Look(file);
            int count = look.Exchanges().Count;
            return OwnersFile.IsClosedToOthers(file)
                ? CheckResult.Ok(Check, $"{kept}; {count} exchanges")
                : CheckResult.Warn(Check, $"{kept}; {count} exchanges, which others on this machine can read", $"sudo chmod 600 {file}");
        }
        catch (Exception e) when (e is SqliteException or InvalidDataException or UnauthorizedAccessException)
        {
            return CheckResult.Warn(Check, $"{file} can't be read: {e.Message}", "Run doctor as the daemon's user: sudo -u emotionvoice emotionvoice doctor. A file that is damaged is put aside by the daemon at its next start");
        }
    }
}
