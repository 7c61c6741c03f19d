using System.Text;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Transcription;
using Microsoft.Extensions.Logging;
using Whisper.net;

namespace EmotionVoice.Edge.Engines.Whisper;

/// <summary>
/// Whisper through Whisper.net. The encoder's window is cut to the utterance, so that three seconds don't pay for
/// thirty; where the result looks wrong the full window decides. One run at a time.
/// </summary>
public sealed class WhisperTranscriber : ITranscriber, IWarmUp
{
    /// <summary>Step of the retries: 0.4, 0.8.</summary>
    private const float RetryTemperature = 0.4f;

    private readonly WhisperOptions _options;
    private readonly ILogger<WhisperTranscriber> _log;
    private readonly WhisperFactory _factory;
    private readonly SemaphoreSlim _turn = new(1);

    /// <exception cref="InvalidDataException">The file is damaged or no Whisper model.</exception>
    public WhisperTranscriber(WhisperOptions options, ILogger<WhisperTranscriber> log)
    {
        _options = options;
        _log = log;
        WhisperFactoryOptions factoryOptions = WhisperFactoryOptions.Default;
        factoryOptions.UseGpu = false;
        factoryOptions.UseFlashAttention = true;
        try
        {
            _factory = WhisperFactory.FromPath(options.ModelPath, factoryOptions);
            // A bad model is reported by the first builder only: better at start than in the first turn.
            _factory.CreateBuilder();
        }
        catch (WhisperModelLoadException unreadable)
        {
            throw new InvalidDataException(
                $"{options.ModelPath} is not a Whisper model that whisper.cpp can load: it is damaged or no ggml file. " +
                "Check it with: emotionvoice models verify.", unreadable);
        }
    }

    public string Name => _options.Name;

    public async Task<Transcript> TranscribeAsync(ReadOnlyMemory<float> samples, TranscriptionRequest request, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            string language = request.Languages.Count == 1 ? request.Languages[0] : Detect(samples.Span, request.Languages);
            int context = _options.CutAudioContext ? AudioContext.For(samples.Length) : AudioContext.Full;
            WhisperReading reading = await ReadAsync(samples, language, context, request, cancellationToken);
            // A quick reading that looks wrong is not worth a second: the next one comes in a moment.
            if (!request.Quick && context < AudioContext.Full && reading.LooksWrong(samples.Span))
            {
                _log.FullContext(context, reading.Confidence);
                reading = await ReadAsync(samples, language, AudioContext.Full, request, cancellationToken);
            }

            return new Transcript(reading.Text, language, reading.Confidence, reading.NoSpeechProbability) { Words = reading.Words };
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task WarmUpAsync(CancellationToken cancellationToken) =>
        await ReadAsync(new float[AudioFormat.SampleRateHz], "en", AudioContext.For(AudioFormat.SampleRateHz), TranscriptionRequest.In("en"), cancellationToken);

    private async Task<WhisperReading> ReadAsync(ReadOnlyMemory<float> samples, string language, int context, TranscriptionRequest request, CancellationToken cancellationToken)
    {
        bool cut = context < AudioContext.Full;
        WhisperProcessorBuilder builder = _factory.CreateBuilder()
            .WithThreads(_options.Threads)
            .WithLanguage(language)
            .WithNoContext()
            .WithProbabilities()
            .WithMaxTokensPerSegment(AudioContext.MaxTokens(samples.Length, request.Quick));
        if (request.Prompt is not null)
            builder.WithPrompt(request.Prompt);
        if (request.Times)
            builder.WithTokenTimestamps();
        if (_options.BeamSize > 1 && !request.Quick)
            builder.WithBeamSearchSamplingStrategy(beam => beam.WithBeamSize(_options.BeamSize));
        else
            builder.WithGreedySamplingStrategy(greedy => greedy.WithBestOf(1));
        // A cut run that went wrong is repeated at full context, which is better than a warmer temperature. There the
        // retries are few: somebody waits for an answer, and what two of them can't understand was hardly said.
        if (cut)
            builder.WithAudioContextSize(context).WithTemperatureInc(0);
        else
            builder.WithTemperatureInc(request.Quick ? 0 : RetryTemperature);

        await using WhisperProcessor processor = builder.Build();
        StringBuilder text = new();
        WhisperWords? words = request.Times ? new WhisperWords() : null;
        float probability = 0, noSpeech = 0;
        int tokens = 0;
        TimeSpan end = TimeSpan.Zero;
        await foreach (SegmentData segment in processor.ProcessAsync(samples, cancellationToken))
        {
            if (text.Length == 0)
                noSpeech = segment.NoSpeechProbability;
            text.Append(segment.Text);
            words?.Add(segment.Tokens);
            probability += segment.Probability * segment.Tokens.Length;
            tokens += segment.Tokens.Length;
            end = segment.End;
        }

        return new WhisperReading(text.ToString().Trim(), language, tokens > 0 ? probability / tokens : 0, noSpeech, end, tokens, words?.Finish() ?? []);
    }

    // The engine's own detection costs one full encoder run: only where several languages are expected.
    private string Detect(ReadOnlySpan<float> samples, IReadOnlyList<string> candidates)
    {
        using WhisperProcessor processor = _factory.CreateBuilder().WithThreads(_options.Threads).WithLanguageDetection().Build();
        (string? language, float probability) = processor.DetectLanguageWithProbability(samples, [.. candidates]);
        _log.Language(language ?? "none", probability);
        return language ?? candidates[0];
    }

    public async ValueTask DisposeAsync()
    {
        // A run that is under way ends first: the factory frees the model under it.
        await _turn.WaitAsync();
        _factory.Dispose();
        _turn.Dispose();
    }
}
