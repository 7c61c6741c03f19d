using System.CommandLine;
using EmotionVoice.Edge.Api.Audit;

namespace EmotionVoice.Edge.Commands;

/// <summary><c>emotionvoice audit</c>: who used the doors, and whether anybody touched the record of it.</summary>
internal static class AuditCommand
{
    public static Command Create() => new("audit", "The record of who used the doors, who was refused, and what was changed.") { Verify() };

    private static Command Verify()
    {
        Option<string?> head = new("--head") { Description = "A hash that an earlier verify printed and that was kept elsewhere: without it, nobody can tell whether the newest lines were cut off or all was written anew." };
        Option<string?> state = ServiceState.Option();
        Command command = new("verify", "Checks that no line was changed, removed, added or moved. Exit code 0: none, 1: one was.") { head, state };
        command.SetAction(async (parsed, _) =>
        {
            using AuditFile file = new(ServiceState.Folder(parsed.GetValue(state)), TimeProvider.System);
            string? expected = parsed.GetValue(head)?.ToLowerInvariant();
            AuditVerdict verdict = AuditCheck.Verify([.. AuditCheck.Lines(file.OlderPath), .. AuditCheck.Lines(file.Path)], expected, olderGone: File.Exists(file.OlderPath));
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (verdict.Problem is { } problem)
            {
                await output.WriteLineAsync($"{problem} {verdict.Entries} lines before it are as they were written.");
                return ExitCodes.Failed;
            }

            if (!verdict.KnowsHead)
            {
                await output.WriteLineAsync($"The line with the hash {expected} is gone: the trail was cut off or written anew, or the line is older than what is kept.");
                return ExitCodes.Failed;
            }

            await output.WriteLineAsync($"{verdict.Entries} lines as they were written{(verdict.First > 1 ? $", from number {verdict.First}" : "")}{(verdict.Torn > 0 ? $", {verdict.Torn} torn by a crash" : "")}. Newest: {verdict.Head}");
            return ExitCodes.Ok;
        });
        return command;
    }
}
