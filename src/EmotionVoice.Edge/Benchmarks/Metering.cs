using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.VoiceActivity;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Benchmarks;

/// <summary>Puts a meter around each engine of a composed program.</summary>
internal static class Metering
{
    public static void AddMeters(this IServiceCollection services, EngineMeters meters)
    {
        services.Wrap<IVoiceActivityDetector>(inner => new MeteredDetector(inner, meters.VoiceActivity));
        services.Wrap<ITranscriber>(inner => new MeteredTranscriber(inner, meters.Transcription));
        services.Wrap<IVoiceEmotionRecognizer>(inner => new MeteredVoiceEmotion(inner, meters.VoiceEmotion));
        services.Wrap<ISynthesizer>(inner => new MeteredSynthesizer(inner, meters.Synthesis));
        services.Wrap<ReplyModels>((inner, provider) => Metered(inner, provider.GetRequiredService<TranscriptionOptions>().Expected, meters.Reply));
    }

    /// <summary>Replaces a service by what is made of it. The container disposes the outer one only, which disposes the inner.</summary>
    private static void Wrap<T>(this IServiceCollection services, Func<T, T> outer) where T : class => services.Wrap<T>((inner, _) => outer(inner));

    private static void Wrap<T>(this IServiceCollection services, Func<T, IServiceProvider, T> outer) where T : class
    {
        ServiceDescriptor original = services.Last(service => service.ServiceType == typeof(T));
        Func<IServiceProvider, object> make = original.ImplementationFactory
            ?? throw new InvalidOperationException($"{typeof(T).Name} is not registered with a factory, so no meter can be put around it.");
        services.Remove(original);
        services.AddSingleton(provider => outer((T)make(provider), provider));
    }

    private static ReplyModels Metered(ReplyModels inner, IReadOnlyList<string> languages, TokenMeter meter)
    {
        Dictionary<ReplyModel, ReplyModel> metered = inner.All.ToDictionary(model => model, model => model with { Chat = new MeteredChat(model.Chat, meter) });
        return new ReplyModels(metered[inner.For(languages[0])], languages.ToDictionary(language => language, language => metered[inner.For(language)]));
    }
}
