using System.CommandLine;
using System.CommandLine.Invocation;
using EmotionVoice.Edge.Commands;
using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Models;
using EmotionVoice.Edge.Models.CommandLine;
using Microsoft.Extensions.Configuration;
using Spectre.Console;

namespace EmotionVoice.Edge;

/// <summary>All commands of the program.</summary>
internal static class CommandLine
{
    public static RootCommand Build() => new(
        "A voice assistant on the device that understands words and the feeling in the voice.\n\n" +
        "Exit codes: 0 done · 1 the answer is no · 64 wrong command line · 65 damaged data · 66 input missing · " +
        "69 something needed is out of reach · 70 a defect of the program · 73 can't create a file · 78 wrong settings")
    {
        RunCommand.Create(),
        ListenCommand.Create(),
        TranscribeCommand.Create(),
        EmotionCommand.Create(),
        SayCommand.Create(),
        ChatCommand.Create(),
        ModelsCommand.Create(Models()),
        DevicesCommand.Create(),
        DoctorCommand.Create(),
        BenchCommand.Create(),
        LedCommand.Create(),
        DashboardCommand.Create(),
        TokenCommand.Create(),
        AuditCommand.Create(),
    };

    /// <param name="args">As the shell hands them over.</param>
    /// <param name="streams">Where results and messages go; null: standard output and standard error.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, InvocationConfiguration? streams = null)
    {
        streams ??= new InvocationConfiguration();
        streams.EnableDefaultExceptionHandler = false;
        // Longer than the host's own time to stop.
        streams.ProcessTerminationTimeout = TimeSpan.FromSeconds(6);
        ParseResult parsed = Build().Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            await parsed.InvokeAsync(streams);
            return ExitCodes.Usage;
        }

        return await Failures.ReportAsync(() => parsed.InvokeAsync(streams), streams.Error);
    }

    private static ModelsContext Models() => new(
        () => ModelServices.Open(
            SettingsSource.Load(use: null, []).GetSection(ModelsOptions.Section).Get<ModelsOptions>() ?? new ModelsOptions(), FileMakers.All),
        AnsiConsole.Console, Console.Out, Console.Error, SettingsSource.Writable);
}
