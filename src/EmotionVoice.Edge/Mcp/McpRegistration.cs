using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Mcp;

/// <summary>The servers that the settings name.</summary>
internal static class McpRegistration
{
    /// <summary>Called when the settings are known.</summary>
    public static IServiceCollection AddToolServers(this IServiceCollection services)
    {
        foreach ((string name, ToolServerOptions server) in services.Settings<ToolOptions>()?.Servers ?? [])
            services.AddSingleton<IToolServer>(provider => new McpToolServer(
                name, server, () => McpTransports.Open(name, server, Environment.GetEnvironmentVariable),
                provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<McpToolServer>>()));
        return services;
    }
}
