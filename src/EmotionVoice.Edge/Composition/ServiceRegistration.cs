using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Memory;
using EmotionVoice.Edge.Core.Dialogue.Safety;
using EmotionVoice.Edge.Core.Dialogue.Silence;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Endpointing;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Devices.Button;
using EmotionVoice.Edge.Hosting;
using EmotionVoice.Edge.Mcp;
using EmotionVoice.Edge.Models;
using EmotionVoice.Edge.Observers.Mqtt;
using EmotionVoice.Edge.Observers.Tracing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Composition;

/// <summary>Puts the program together. Engines are made when first asked for, so a command loads only what it uses.</summary>
internal static class ServiceRegistration
{
    public static IServiceCollection AddEmotionVoice(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ConversationEvents>();
        return services.AddModels().AddEngines().AddConversation().AddHabits().AddMqtt();
    }

    private static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.AddSingleton(provider => ModelServices.Open(provider.GetRequiredService<ModelsOptions>(), FileMakers.All, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => provider.GetRequiredService<ModelServices>().Store);
        services.AddSingleton(provider => provider.GetRequiredService<ModelServices>().Choose());
        return services;
    }

    private static IServiceCollection AddEngines(this IServiceCollection services)
    {
        services.AddSingleton<RemoteReplies>();
        services.AddSingleton<EngineFactory>();
        services.AddSingleton(provider => provider.GetRequiredService<EngineFactory>().Transcriber());
        services.AddSingleton(provider => provider.GetRequiredService<EngineFactory>().VoiceActivityDetector());
        services.AddSingleton(provider => provider.GetRequiredService<EngineFactory>().VoiceEmotion());
        services.AddSingleton(provider => provider.GetRequiredService<EngineFactory>().WordEmotion());
        services.AddSingleton(provider => provider.GetRequiredService<EngineFactory>().Reply());
        services.AddSingleton(provider => provider.GetRequiredService<EngineFactory>().Voice());
        return services;
    }

    private static IServiceCollection AddConversation(this IServiceCollection services)
    {
        services.AddSingleton<CaptureHeartbeat>();
        services.AddSingleton<MuteSwitch>();
        services.AddSingleton<PlayedSound>();
        services.AddSingleton<AudioDevices>();
        // The heartbeat is inside: a muted microphone is alive.
        services.AddSingleton<IMicrophone>(provider => new MutableMicrophone(
            provider.GetRequiredService<AudioDevices>().WithoutEcho(
                new HeartbeatMicrophone(provider.GetRequiredService<AudioDevices>().Microphone(), provider.GetRequiredService<CaptureHeartbeat>())),
            provider.GetRequiredService<MuteSwitch>()));
        services.AddSingleton(provider => provider.GetRequiredService<AudioDevices>().Speaker());
        services.AddSingleton<IButton, GpioButton>();
        services.AddSingleton<SpeechMeter>();
        services.AddSingleton<VolumeControl>();
        services.AddSingleton<WakeFactory>();
        services.AddSingleton(provider => provider.GetRequiredService<WakeFactory>().Gate());
        services.AddSingleton<Func<IWakeGate>>(provider => provider.GetRequiredService<IWakeGate>);
        services.AddWakeTrigger();
        services.AddSingleton<Floor>();
        services.AddSingleton<SpeechStop>();
        services.AddSingleton<Interruptions>();
        services.AddSingleton(_ => SettingsSource.Writable);
        services.AddSingleton<IProfileChoice, ModelProfileChoice>();
        services.AddSingleton<IDeviceControl, DeviceControl>();
        services.AddSingleton<SpeechFeed>();
        services.AddSingleton(provider => Endpointers.Create(provider.GetRequiredService<EndpointingOptions>()));
        services.AddSingleton<SpeakerPauses>();
        services.AddSingleton<IStreamingTranscriber, AgreeingTranscriber>();
        services.AddSingleton<LiveWords>();
        services.AddSingleton<IWordsSoFar>(provider => provider.GetRequiredService<LiveWords>());
        services.AddSingleton<DraftPolicy>();
        services.AddSingleton<UtteranceSegmenter>();
        services.AddSingleton<Listener>();
        services.AddSingleton<EmotionFusion>();
        services.AddSingleton<EmotionCourse>();
        services.AddSingleton<ProsodyPolicy>();
        services.AddSingleton<ProsodyShaper>();
        services.AddSingleton(Remembered);
        services.AddSingleton<UtteranceUnderstanding>();
        services.AddSingleton<ReplySpeaker>();
        services.AddSingleton<SafetyAnswers>();
        services.AddSingleton<DirectAnswers>();
        services.AddTools();
        services.AddSingleton<Repair>();
        services.AddSingleton<Acknowledgements>();
        services.AddSingleton<Apology>();
        services.AddSingleton<TurnRunner>();
        services.AddSingleton<TurnLoop>();
        services.AddSingleton<VoicePipeline>();
        services.AddSingleton<EngineWarmUp>();
        services.AddSingleton<IConversationObserver, TurnSpans>();
        return services;
    }

    // Nothing, where no journal is kept.
    private static Conversation Remembered(IServiceProvider provider)
    {
        IConversationJournal? journal = provider.GetService<IConversationJournal>();
        Conversation conversation = new(provider.GetRequiredService<DialogueOptions>().MaxTurns, journal);
        conversation.GoOn(journal?.Restore() ?? []);
        return conversation;
    }

    // Tools need the device, which needs the voice, which commands without a voice don't load.
    private static void AddTools(this IServiceCollection services)
    {
        services.AddSingleton<Func<IDeviceControl>>(provider => provider.GetRequiredService<IDeviceControl>);
        services.AddSingleton<IAnnouncer, DeviceAnnouncer>();
        services.AddSingleton<IReminderStore, MemoryReminderStore>();
        services.AddSingleton<Reminders>();
        services.AddSingleton<ReminderBell>();
        services.AddSingleton<IToolSource, ClockTools>();
        services.AddSingleton<IToolSource, DeviceTools>();
        services.AddToolServers();
        services.AddSingleton<ToolDesk>();
        services.AddSingleton<QuietMoments>();
    }

    // An open microphone has nothing to be woken.
    private static void AddWakeTrigger(this IServiceCollection services)
    {
        if (services.Settings<WakeOptions>() is { } wake && !wake.Mode.HasFlag(WakeMode.Open))
            services.AddSingleton<IWakeTrigger, GateTrigger>();
    }
}
