using System.CommandLine;
using System.Runtime.ExceptionServices;
using EmotionVoice.Edge.Api;
using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Dialogue.Silence;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Devices.Simulated;
using EmotionVoice.Edge.Hosting;
using EmotionVoice.Edge.Observers.Terminal;
using EmotionVoice.Edge.State;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Commands;

/// <summary><c>emotionvoice run</c>: the daemon.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        SettingsArguments settings = new();
        Option<string?> microphone = new("--microphone") { Description = "default, a part of a device's name, or wav:<file>[;<file>…]." };
        Option<string?> speaker = new("--speaker") { Description = "default, a part of a device's name, wav:<file>, or none." };
        Option<bool> once = new("--once") { Description = "End after one turn." };
        Option<bool> json = new("--json") { Description = "One JSON object a turn on standard output." };
        Option<string?> led = new("--led") { Description = "LED ring: auto, terminal, ws2812 or none." };
        Command command = new("run", "Listens, understands, answers: the daemon.") { microphone, speaker, once, json, led };
        settings.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            () => settings.Load(parsed, ("Audio:Microphone", parsed.GetValue(microphone)), ("Audio:Speaker", parsed.GetValue(speaker)), ("Led:Ring", parsed.GetValue(led))),
            parsed.GetValue(once), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Func<IConfigurationRoot> load, bool once, bool json, CancellationToken cancellationToken)
    {
        IConfigurationRoot configuration = load();
        // Who just tries the program on a machine without sound hears a recording; a service waits for its devices.
        if (!SystemdHelpers.IsSystemdService() && configuration["Audio:WaitForDevices"] is null)
            Simulation.UseWhereSoundIsMissing(configuration, Console.Error);
        configuration["Audio:WaitForDevices"] ??= once ? "false" : "true";
        using IHost host = ConversationHost.Build(configuration, builder =>
        {
            builder.Services.AddSystemd();
            builder.AddTurnOutput(json);
            builder.Services.AddHostedService<ButtonService>();
            builder.Services.AddReminders();
            builder.Services.AddApi(Environment.GetEnvironmentVariable);
            builder.Services.AddMemory(StateFolder.Discover(Environment.GetEnvironmentVariable));
            builder.Services.AddSingleton<IConversationObserver, QuestionWatch>();
            if (!Console.IsInputRedirected)
                builder.Services.AddSingleton<IButton, KeyButton>();
            builder.Services.AddServiceReports(configuration, load);
            if (once)
                builder.Services.AddSingleton<IConversationObserver, EndAfterOneTurn>();
        });
        await host.StartAsync(cancellationToken);
        await host.WaitForShutdownAsync(cancellationToken);
        if (host.Services.GetRequiredService<ConversationOutcome>().Failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        return host.Services.GetServices<IConversationObserver>().OfType<EndAfterOneTurn>().SingleOrDefault() is { Answered: false } ? ExitCodes.Failed : ExitCodes.Ok;
    }
}
