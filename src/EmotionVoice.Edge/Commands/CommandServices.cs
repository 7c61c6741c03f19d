using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Commands;

/// <summary>The program's parts for a command that does one thing and ends. Engines are made as they are asked for.</summary>
internal static class CommandServices
{
    private const string Level = "Logging:LogLevel:Default";

    /// <param name="configuration">The settings.</param>
    /// <param name="own">What the command has in place of the daemon's parts, such as a recording for a microphone.</param>
    /// <exception cref="SettingsException">Names every wrong setting.</exception>
    public static ServiceProvider Build(IConfigurationRoot configuration, Action<IServiceCollection>? own = null)
    {
        // News of a daemon that runs for months is noise beside the result of a command; warnings stay.
        if (configuration[Level] == "Information")
            configuration[Level] = "Warning";
        ServiceCollection services = new();
        services.AddLogging(logging => logging.AddConversationLogging(configuration));
        services.AddEmotionVoice(configuration);
        own?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
