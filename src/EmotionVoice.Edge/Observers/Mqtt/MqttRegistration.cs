using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Observers.Mqtt.Health;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Observers.Mqtt;

internal static class MqttRegistration
{
    /// <summary>Adds the observer where the settings ask for it; called when they are known.</summary>
    public static IServiceCollection AddMqtt(this IServiceCollection services)
    {
        if (services.Settings<MqttOptions>() is not { Enabled: true } options)
            return services;
        // Read now: a missing password file must be told before models are loaded.
        services.AddSingleton(MqttSecrets.Read(options, Environment.GetEnvironmentVariable));
        services.AddSingleton<IHealthSource, DaemonHealth>();
        services.AddSingleton<IConversationObserver, MqttObserver>();
        return services;
    }
}
