using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Dialogue.Memory;
using EmotionVoice.Edge.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Hosting;

/// <summary>What only the daemon has: a conversation that outlives it, where the settings ask for one.</summary>
internal static class MemoryRegistration
{
    /// <param name="services">Have the settings.</param>
    /// <param name="folder">Where it is kept.</param>
    public static void AddMemory(this IServiceCollection services, string folder)
    {
        services.AddSingleton(provider => Store(provider, folder));
        services.AddSingleton<IConversationStore>(provider => provider.GetRequiredService<SqliteConversationStore>());
        if (services.Settings<MemoryOptions>() is not { Keep: true })
        {
            services.AddHostedService<NoMemoryService>();
            return;
        }

        services.AddSingleton<ConversationMemory>();
        services.AddSingleton<IConversationJournal>(provider => provider.GetRequiredService<ConversationMemory>());
        services.AddHostedService<MemoryService>();
    }

    private static SqliteConversationStore Store(IServiceProvider provider, string folder)
    {
        MemoryOptions options = provider.GetRequiredService<MemoryOptions>();
        List<string> problems = [];
        byte[]? key = options.Keep ? MemoryKey.Read(options, Environment.GetEnvironmentVariable, problems) : null;
        if (problems.Count > 0)
            throw new SettingsException(problems);
        return new SqliteConversationStore(
            folder, key is null ? null : new ExchangeSeal(key), options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SqliteConversationStore>>());
    }
}

/// <summary>Writes what is to be kept as long as the daemon runs, and the last of it when all else has stopped.</summary>
internal sealed class MemoryService(ConversationMemory memory, ILogger<MemoryService> log) : BackgroundService, IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        memory.Save();
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Yield();
            await memory.RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // A defect here costs the memory; the conversation goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.MemoryEnded(e);
        }
    }
}

/// <summary>Whoever switches the memory off wants nothing kept: what was kept before goes.</summary>
internal sealed class NoMemoryService(SqliteConversationStore store, ILogger<NoMemoryService> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (store.Exists)
            {
                store.Erase();
                log.ConversationDeleted();
            }
        }
        catch (IOException e)
        {
            log.ConversationNotDeleted(e, store.Path);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
