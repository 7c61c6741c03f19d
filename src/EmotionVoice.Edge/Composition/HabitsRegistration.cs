using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Composition;

/// <summary>What a device does of its own accord: greet, forget, speak up in noise. Only what the settings ask for.</summary>
internal static class HabitsRegistration
{
    /// <summary>Called when the settings are known.</summary>
    public static IServiceCollection AddHabits(this IServiceCollection services)
    {
        DialogueOptions? dialogue = services.Settings<DialogueOptions>();
        if (dialogue is { Greeting.Length: > 0 })
            services.AddSingleton<IConversationObserver, Greeter>();
        if (dialogue is { ForgetAfter.Ticks: > 0 })
            services.AddSingleton<IConversationObserver, ForgetAfterSilence>();
        if (services.Settings<NoiseVolumeOptions>() is { FollowNoise: true })
            services.AddSingleton<IConversationObserver, NoiseVolumeObserver>();
        return services;
    }
}
