using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Dialogue.Silence;
using EmotionVoice.Edge.Core.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Hosting;

/// <summary>The generic host with a conversation in it.</summary>
internal static class ConversationHost
{
    public static IHost Build(IConfiguration configuration, Action<HostApplicationBuilder> extend)
    {
        // Settings come from SettingsSource alone: the host's own sources (the current folder's appsettings.json …) would surprise.
        HostApplicationBuilder builder = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddConfiguration(configuration);
        builder.Services.AddLogging(logging => logging.AddConversationLogging(configuration));
        builder.Services.AddEmotionVoice(configuration);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddSingleton<ConversationOutcome>();
        builder.Services.AddSingleton<IConversationObserver>(provider => provider.GetRequiredService<QuietMoments>());
        builder.Services.AddHostedService<ObserverService>();
        builder.Services.AddHostedService<ConversationService>();
        extend(builder);
        return builder.Build();
    }

    /// <summary>Standard error, one line a message: standard output belongs to results.</summary>
    public static ILoggingBuilder AddConversationLogging(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return logging;
    }
}
