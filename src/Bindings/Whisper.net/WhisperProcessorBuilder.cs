using Whisper.net.Interop;

namespace Whisper.net;

/// <summary>Collects settings. Nothing is validated here; what is not set keeps the library's default.</summary>
public class WhisperProcessorBuilder
{
    private readonly WhisperContextHandle context;
    private readonly ProcessorSettings settings = ProcessorSettings.Default();
    private readonly List<OnSegmentEventHandler> segmentHandlers = [];

    internal WhisperProcessorBuilder(WhisperContextHandle context) => this.context = context;

    /// <summary>Default: 4, or the number of cores when that is smaller.</summary>
    public WhisperProcessorBuilder WithThreads(int threads) => Set(ref settings.Native.Threads, threads);

    /// <summary>How much text of earlier windows the decoder sees. Default 16384 tokens.</summary>
    public WhisperProcessorBuilder WithMaxLastTextTokens(int maxLastTextTokens) => Set(ref settings.Native.MaxTextContext, maxLastTextTokens);

    public WhisperProcessorBuilder WithNoContext() => Set(ref settings.Native.NoContext, (byte)1);

    public WhisperProcessorBuilder WithSingleSegment() => Set(ref settings.Native.SingleSegment, (byte)1);

    /// <summary>Fills <see cref="WhisperToken.Start"/> and <see cref="WhisperToken.End"/>.</summary>
    public WhisperProcessorBuilder WithTokenTimestamps() => Set(ref settings.Native.TokenTimestamps, (byte)1);

    /// <summary>Default 0: no limit.</summary>
    public WhisperProcessorBuilder WithMaxTokensPerSegment(int maxTokensPerSegment) => Set(ref settings.Native.MaxTokens, maxTokensPerSegment);

    /// <summary>Encoder positions of 20 ms that are computed. Default 0: all 1500, whatever the length of the audio.</summary>
    public WhisperProcessorBuilder WithAudioContextSize(int audioContextSize) => Set(ref settings.Native.AudioContext, audioContextSize);

    /// <summary>Text that the decoder believes was said before.</summary>
    public WhisperProcessorBuilder WithPrompt(string prompt)
    {
        settings.Prompt = string.IsNullOrEmpty(prompt) ? null : prompt;
        return this;
    }

    /// <summary>Two-letter code, or "auto". Default "en".</summary>
    public WhisperProcessorBuilder WithLanguage(string language)
    {
        settings.Language = language;
        return this;
    }

    /// <summary>Detects the language first (one more encoder pass), then transcribes in it.</summary>
    public WhisperProcessorBuilder WithLanguageDetection()
    {
        settings.Language = "";
        return this;
    }

    public WhisperProcessorBuilder WithoutSuppressBlank() => Set(ref settings.Native.SuppressBlank, (byte)0);

    /// <summary>Default 0.</summary>
    public WhisperProcessorBuilder WithTemperature(float temperature) => Set(ref settings.Native.Temperature, temperature);

    /// <summary>Step of the retries when a threshold is missed; 0 means no retry. Default 0.2.</summary>
    public WhisperProcessorBuilder WithTemperatureInc(float temperature) => Set(ref settings.Native.TemperatureIncrement, temperature);

    /// <summary>Below it the text repeats itself and is tried again. Default 2.4.</summary>
    public WhisperProcessorBuilder WithEntropyThreshold(float entropyThreshold) => Set(ref settings.Native.EntropyThreshold, entropyThreshold);

    /// <summary>Below this mean the text is tried again. Default -1.</summary>
    public WhisperProcessorBuilder WithLogProbThreshold(float logProbThreshold) => Set(ref settings.Native.LogProbThreshold, logProbThreshold);

    /// <summary>Above it, together with a low mean, the window counts as silence. Default 0.6.</summary>
    public WhisperProcessorBuilder WithNoSpeechThreshold(float noSpeechThreshold) => Set(ref settings.Native.NoSpeechThreshold, noSpeechThreshold);

    /// <summary>Called on the native thread as each segment is ready. It must not throw: with the package that ends the process.</summary>
    public WhisperProcessorBuilder WithSegmentEventHandler(OnSegmentEventHandler segmentEventHandler)
    {
        segmentHandlers.Add(segmentEventHandler);
        return this;
    }

    /// <summary>Always the most probable token; the default strategy.</summary>
    public WhisperProcessorBuilder WithGreedySamplingStrategy(Action<GreedySamplingStrategyBuilder>? configure = null)
    {
        var greedy = new GreedySamplingStrategyBuilder();
        configure?.Invoke(greedy);
        return Set(ref settings.Native.BestOf, greedy.BestOf ?? settings.Native.BestOf);
    }

    /// <summary>Follows several texts at once and takes the most probable one.</summary>
    public WhisperProcessorBuilder WithBeamSearchSamplingStrategy(Action<BeamSearchSamplingStrategyBuilder>? configure = null)
    {
        var beam = new BeamSearchSamplingStrategyBuilder();
        configure?.Invoke(beam);
        settings.UseBeamSearch();
        return Set(ref settings.Native.BeamSize, beam.BeamSize ?? settings.Native.BeamSize);
    }

    /// <summary>Fills the probabilities of <see cref="SegmentData"/>; without it they are 0.</summary>
    public WhisperProcessorBuilder WithProbabilities()
    {
        settings.ComputeProbabilities = true;
        return this;
    }

    public WhisperProcessor Build() => new(context, settings with { }, [.. segmentHandlers]);

    private WhisperProcessorBuilder Set<T>(ref T field, T value)
    {
        field = value;
        return this;
    }
}
