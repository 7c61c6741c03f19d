using System.CommandLine;
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
        ModelsCommand.Create(Models()),
        DevicesCommand.Create(),
        DoctorCommand.Create(),
        BenchCommand.Create(),
    };

    private static ModelsContext Models() => new(
        () => ModelServices.Open(
            SettingsSource.Load(use: null, []).GetSection(ModelsOptions.Section).Get<ModelsOptions>() ?? new ModelsOptions(), FileMakers.All),
        AnsiConsole.Console, Console.Out, Console.Error, SettingsSource.Writable);
}
