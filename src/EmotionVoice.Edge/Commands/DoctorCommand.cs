using System.CommandLine;
using EmotionVoice.Edge.Diagnostics;
using Spectre.Console;

namespace EmotionVoice.Edge.Commands;

/// <summary><c>emotionvoice doctor</c>: what is missing on this machine, and the command that mends it.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        SettingsArguments settings = new();
        Option<bool> json = new("--json") { Description = "One JSON object a finding." };
        Command command = new("doctor", "Checks machine, sound, models, engines, permissions and says what to do. Exit code 0: the daemon can run, 1: it can't.") { json };
        settings.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            IReadOnlyList<CheckResult> results = await new Doctor(settings.Load(parsed), new SystemFiles()).RunAsync(cancellation);
            DoctorPrinter printer = new(AnsiConsole.Console);
            if (parsed.GetValue(json))
                printer.PrintJson(results);
            else
                printer.Print(results);
            return results.Any(result => result.Status == CheckStatus.Fail) ? ExitCodes.Failed : ExitCodes.Ok;
        });
        return command;
    }
}
