using EmotionVoice.Edge.Api;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Memory;
using EmotionVoice.Edge.Core.Dialogue.Remote;
using EmotionVoice.Edge.Core.Dialogue.Safety;
using EmotionVoice.Edge.Core.Dialogue.Silence;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Core.Echo;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Endpointing;
using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Devices.LedRing;
using EmotionVoice.Edge.Engines.Wake;
using EmotionVoice.Edge.Models;
using EmotionVoice.Edge.Observers.Mqtt;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Composition;

/// <summary>Binds every section and checks all of them before anything starts.</summary>
internal static class SettingsRegistration
{
    public static IReadOnlyDictionary<string, Type> Sections { get; } = new Dictionary<string, Type>
    {
        [ModelsOptions.Section] = typeof(ModelsOptions),
        [AudioOptions.Section] = typeof(AudioOptions),
        [EchoOptions.Section] = typeof(EchoOptions),
        [InterruptionOptions.Section] = typeof(InterruptionOptions),
        [RecoveryOptions.Section] = typeof(RecoveryOptions),
        [EngineOptions.Section] = typeof(EngineOptions),
        [WakeOptions.Section] = typeof(WakeOptions),
        [KeywordSpotterOptions.Section] = typeof(KeywordSpotterOptions),
        [VoiceActivityOptions.Section] = typeof(VoiceActivityOptions),
        [EndpointingOptions.Section] = typeof(EndpointingOptions),
        [TranscriptionOptions.Section] = typeof(TranscriptionOptions),
        [StreamingOptions.Section] = typeof(StreamingOptions),
        [TurnOptions.Section] = typeof(TurnOptions),
        [ButtonOptions.Section] = typeof(ButtonOptions),
        [FusionSection] = typeof(FusionOptions),
        [CourseSection] = typeof(EmotionCourseOptions),
        [DialogueOptions.Section] = typeof(DialogueOptions),
        [MemoryOptions.Section] = typeof(MemoryOptions),
        [RemoteOptions.Section] = typeof(RemoteOptions),
        [SafetyOptions.Section] = typeof(SafetyOptions),
        [ToolOptions.Section] = typeof(ToolOptions),
        [SilenceOptions.Section] = typeof(SilenceOptions),
        [SynthesisSection] = typeof(ProsodyOptions),
        [NoiseVolumeOptions.Section] = typeof(NoiseVolumeOptions),
        [LedRingOptions.Section] = typeof(LedRingOptions),
        [Ws28xxOptions.Section] = typeof(Ws28xxOptions),
        [MqttOptions.Section] = typeof(MqttOptions),
        [ApiOptions.Section] = typeof(ApiOptions),
    };

    private const string FusionSection = "Emotion:Fusion";
    private const string CourseSection = "Emotion:Course";
    private const string SynthesisSection = "Synthesis";

    /// <exception cref="SettingsException">Names every wrong field.</exception>
    public static void AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        List<string> problems = [.. SettingsCheck.Problems(configuration, Sections)];
        // The binder stops at the first value of the wrong kind; with those named, only sound sections are bound.
        Binder binder = new(services, configuration, problems);
        binder.Add(ModelsOptions.Section, section => section.Get<ModelsOptions>(), new ModelChoiceCheck());
        binder.Add(AudioOptions.Section, section => section.Get<AudioOptions>(), new AudioOptionsValidator());
        binder.Add(EchoOptions.Section, section => section.Get<EchoOptions>(), new EchoOptionsValidator());
        binder.Add(InterruptionOptions.Section, section => section.Get<InterruptionOptions>(), new InterruptionOptionsValidator());
        binder.Add(RecoveryOptions.Section, section => section.Get<RecoveryOptions>(), new RecoveryOptionsValidator());
        binder.Add(EngineOptions.Section, section => section.Get<EngineOptions>(), new EngineOptionsValidator());
        binder.Add(WakeOptions.Section, section => section.Get<WakeOptions>(), new WakeOptionsValidator(), new WakeModeCheck());
        binder.Add(KeywordSpotterOptions.Section, section => section.Get<KeywordSpotterOptions>(), new KeywordSpotterOptionsValidator(), new KeywordSpotterFiles());
        binder.Add(VoiceActivityOptions.Section, section => section.Get<VoiceActivityOptions>(), new VoiceActivityOptionsValidator(), new VoiceActivityThresholdOrder());
        binder.Add(EndpointingOptions.Section, section => section.Get<EndpointingOptions>(), new EndpointingOptionsValidator(), new EndpointingSilenceOrder());
        binder.Add(TranscriptionOptions.Section, section => section.Get<TranscriptionOptions>(), new TranscriptionOptionsValidator());
        binder.Add(StreamingOptions.Section, section => section.Get<StreamingOptions>(), new StreamingOptionsValidator());
        binder.Add(TurnOptions.Section, section => section.Get<TurnOptions>(), new TurnOptionsValidator());
        binder.Add(ButtonOptions.Section, section => section.Get<ButtonOptions>(), new ButtonOptionsValidator(), new ButtonHoldOrder());
        binder.Add(FusionSection, section => section.Get<FusionOptions>(), new FusionOptionsValidator());
        binder.Add(CourseSection, section => section.Get<EmotionCourseOptions>(), new EmotionCourseOptionsValidator());
        binder.Add(DialogueOptions.Section, section => section.Get<DialogueOptions>(), new DialogueOptionsValidator(), new DialogueForgetCheck());
        binder.Add(MemoryOptions.Section, section => section.Get<MemoryOptions>(), new MemoryOptionsValidator(), new MemoryKeyRules(), new MemoryKeyCheck());
        binder.Add(RemoteOptions.Section, section => section.Get<RemoteOptions>(), new RemoteOptionsValidator(), new RemoteOptionsRules(), new RemoteChoiceCheck(services.Settings<ModelsOptions>()));
        binder.Add(SafetyOptions.Section, section => section.Get<SafetyOptions>(), new SafetyOptionsValidator(), new SafetyNumbersCheck());
        binder.Add(ToolOptions.Section, section => section.Get<ToolOptions>(), new ToolOptionsValidator(), new ToolServersCheck());
        binder.Add(SilenceOptions.Section, section => section.Get<SilenceOptions>(), new SilenceOptionsValidator());
        binder.Add(NoiseVolumeOptions.Section, section => section.Get<NoiseVolumeOptions>(), new NoiseVolumeOptionsValidator(), new NoiseVolumeOrder());
        binder.Add(SynthesisSection, section => section.Get<ProsodyOptions>(), new ProsodyOptionsValidator());
        binder.Add(LedRingOptions.Section, section => section.Get<LedRingOptions>(), new LedRingOptionsValidator(), new LedRingCurrentCheck());
        binder.Add(Ws28xxOptions.Section, section => section.Get<Ws28xxOptions>(), new Ws28xxOptionsValidator());
        binder.Add(MqttOptions.Section, section => section.Get<MqttOptions>(), new MqttOptionsValidator(), new MqttOptionsRules());
        binder.Add(ApiOptions.Section, section => section.Get<ApiOptions>(), new ApiOptionsValidator(), new ApiOptionsRules());
        if (problems.Count > 0)
            throw new SettingsException(problems);
    }

    /// <summary>Settings that are bound already, for what is put together by them; null when they are wrong.</summary>
    public static T? Settings<T>(this IServiceCollection services) where T : class =>
        services.LastOrDefault(service => service.ServiceType == typeof(T))?.ImplementationInstance as T;

    private sealed class Binder(IServiceCollection services, IConfiguration configuration, List<string> problems)
    {
        private readonly string[] _unsound = [.. problems.Select(problem => problem.Split(':')[0])];

        public void Add<T>(string path, Func<IConfigurationSection, T?> bind, params IValidateOptions<T>[] validators) where T : class, new()
        {
            if (_unsound.Contains(path.Split(':')[0], StringComparer.OrdinalIgnoreCase))
                return;
            T options = bind(configuration.GetSection(path)) ?? new T();
            foreach (IValidateOptions<T> validator in validators)
                if (validator.Validate(path, options) is { Failed: true } result)
                    problems.AddRange(result.Failures.Select(failure => failure.StartsWith(path, StringComparison.Ordinal) ? failure : $"{path}: {failure}"));
            services.AddSingleton(options);
        }
    }
}
