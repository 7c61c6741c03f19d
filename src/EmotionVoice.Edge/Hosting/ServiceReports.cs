using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Hosting;

/// <summary>All that the daemon tells its service manager. Outside systemd these services do nothing.</summary>
internal static class ServiceReports
{
    /// <summary>What a turn may take beyond writing its reply: hearing it to its end.</summary>
    private static readonly TimeSpan s_listening = TimeSpan.FromMinutes(2);

    /// <param name="services">With the conversation in it: READY waits for what was registered before.</param>
    /// <param name="running">The daemon's settings.</param>
    /// <param name="load">Reads the same settings afresh.</param>
    public static IServiceCollection AddServiceReports(this IServiceCollection services, IConfigurationRoot running, Func<IConfigurationRoot> load)
    {
        services.AddSingleton(provider => new SystemdReporter(provider.GetService<ISystemdNotifier>(), provider.GetRequiredService<ILogger<SystemdReporter>>()));
        services.AddSingleton(new BoardTemperature());
        services.AddSingleton<IConversationObserver>(provider => new SystemdStatus(
            provider.GetRequiredService<ModelSelection>().For(ModelRole.Transcription)?.Name,
            provider.GetRequiredService<SystemdReporter>(),
            provider.GetRequiredService<BoardTemperature>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new WatchdogPolicy(provider.GetRequiredService<DialogueOptions>().ReplyTimeout + s_listening));
        services.AddSingleton(provider => new WatchdogService(
            WatchdogInterval.Read(Environment.GetEnvironmentVariable, Environment.ProcessId),
            provider.GetRequiredService<SystemdReporter>(),
            provider.GetRequiredService<WatchdogPolicy>(),
            provider.GetRequiredService<CaptureHeartbeat>(),
            provider.GetRequiredService<IMicrophone>(),
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WatchdogService>>()));
        services.AddSingleton<IConversationObserver>(provider => provider.GetRequiredService<WatchdogService>());
        services.AddHostedService(provider => provider.GetRequiredService<WatchdogService>());
        services.AddHostedService(provider => new SettingsReload(
            running, load,
            provider.GetRequiredService<DialogueOptions>(),
            provider.GetRequiredService<SystemdReporter>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SettingsReload>>()));
        return services;
    }
}
