using System.CommandLine;
using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Devices.Audio;
using EmotionVoice.Edge.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace EmotionVoice.Edge.Commands;

/// <summary><c>emotionvoice devices</c>: the sound devices, and which of them the daemon would use.</summary>
internal static class DevicesCommand
{
    public static Command Create()
    {
        SettingsArguments settings = new();
        Option<bool> json = new("--json") { Description = "One JSON object a device." };
        Command command = new("devices", "Lists sound inputs and outputs and which of them the daemon uses. Exit code 69: there is none, or the one in the settings isn't there.") { json };
        settings.AddTo(command);
        command.SetAction(parsed => Run(settings.Load(parsed), parsed.GetValue(json), AnsiConsole.Console, Console.Error));
        return command;
    }

    private static int Run(IConfiguration configuration, bool json, IAnsiConsole console, TextWriter error)
    {
        ServiceCollection services = new();
        services.AddSettings(configuration);
        using ServiceProvider provider = services.BuildServiceProvider();
        DeviceList list = DeviceList.Of(AudioDeviceCatalog.Read(), provider.GetRequiredService<AudioOptions>());
        if (json)
            list.PrintJson(console);
        else if (list.Lines.Count > 0)
            list.Print(console);
        foreach (string problem in list.Problems)
            error.WriteLine(problem);
        return list.Problems.Count == 0 ? ExitCodes.Ok : ExitCodes.Unavailable;
    }
}
