using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Hosting;

/// <summary>What only the daemon has: timers and alarms that survive it, and their bell.</summary>
internal static class ReminderRegistration
{
    public static void AddReminders(this IServiceCollection services)
    {
        services.AddSingleton<IReminderStore>(provider => new FileReminderStore(
            StateFolder.Discover(Environment.GetEnvironmentVariable), provider.GetRequiredService<ILogger<FileReminderStore>>()));
        services.AddHostedService<ReminderService>();
    }
}

/// <summary>Rings timers and alarms as long as the daemon runs. Started after the voice is warm.</summary>
internal sealed class ReminderService(ReminderBell bell) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Yield();
            await bell.RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
