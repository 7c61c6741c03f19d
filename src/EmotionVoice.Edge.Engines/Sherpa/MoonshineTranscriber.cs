using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Transcription;
using Microsoft.Extensions.Logging;
using SherpaOnnx;

namespace EmotionVoice.Edge.Engines.Sherpa;

/// <summary>
/// English speech to text by Moonshine through sherpa-onnx. The engine gives no probabilities, so the transcript is
/// checked against transcripts of slightly changed sound (<see cref="TranscriptPlausibility"/>); what doesn't hold,
/// other languages above all, comes back without words. The native call can't be stopped: cancellation is noticed
/// between pieces and checks, each of which takes a small part of the sound's own length.
/// </summary>
public sealed class MoonshineTranscriber : ITranscriber, IWarmUp
{
    private const string English = "en";
    private const float FasterFactor = 1.04f;

    /// <summary>Cost and memory, which the engine keeps, grow with the square of the length, and errors with it.</summary>
    private static readonly TimeSpan s_longestPiece = TimeSpan.FromSeconds(12);

    private readonly MoonshineOptions _options;
    private readonly ILogger<MoonshineTranscriber> _log;
    private readonly OfflineRecognizer _recognizer;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _disposed;
    private int _warned;

    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public MoonshineTranscriber(MoonshineOptions options, ILogger<MoonshineTranscriber> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _log = log;
        ModelFiles.RequireOnnx(options.Encoder, "The speech recogniser's encoder");
        ModelFiles.RequireOnnx(options.Decoder, "The speech recogniser's decoder");
        ModelFiles.RequireTokens(options.Tokens, "The speech recogniser's token list");

        OfflineRecognizerConfig config = new();
        config.ModelConfig.Moonshine.Encoder = options.Encoder;
        config.ModelConfig.Moonshine.MergedDecoder = options.Decoder;
        config.ModelConfig.Tokens = options.Tokens;
        config.ModelConfig.NumThreads = options.Threads;
        config.ModelConfig.Provider = OnnxProvider.Name;
        _recognizer = new OfflineRecognizer(config);
    }

    public string Name => _options.Name;

    public async Task<Transcript> TranscribeAsync(
        ReadOnlyMemory<float> samples, TranscriptionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.Languages.Contains(English))
        {
            if (Interlocked.Exchange(ref _warned, 1) == 0)
                _log.EnglishOnly(Name, string.Join(", ", request.Languages));
            return Transcript.None(request.Languages[0], noSpeechProbability: 0);
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Transcribe(samples, _options.Verify && !request.Quick, cancellationToken), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task WarmUpAsync(CancellationToken cancellationToken) =>
        TranscribeAsync(new float[AudioFormat.SampleRateHz], TranscriptionRequest.In(English), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _turn.WaitAsync(); // a native call in progress ends first
        _recognizer.Dispose();
        _turn.Dispose();
    }

    private Transcript Transcribe(ReadOnlyMemory<float> samples, bool verify, CancellationToken cancellationToken)
    {
        List<string> texts = [];
        double weighted = 0, length = 0;
        foreach (ReadOnlyMemory<float> piece in SpeechTrim.Split(SpeechTrim.Trim(samples), s_longestPiece))
        {
            (string text, float confidence) = TranscribePiece(piece.Span, verify, cancellationToken);
            if (text.Length == 0)
                continue;
            texts.Add(text);
            weighted += confidence * text.Length;
            length += text.Length;
        }

        if (texts.Count == 0)
            return Transcript.None(English);
        float mean = (float)(weighted / length);
        if (mean >= _options.MinConfidence)
            return new Transcript(string.Join(' ', texts), English, mean, 0);

        _log.Withheld(Name, mean, _options.MinConfidence);
        return new Transcript("", English, mean, 0);
    }

    private (string Text, float Confidence) TranscribePiece(ReadOnlySpan<float> samples, bool verify, CancellationToken cancellationToken)
    {
        (string text, int tokens) = Decode(samples.ToArray(), cancellationToken);
        if (text.Length == 0)
            return ("", 0);

        double distance = 0;
        if (verify)
        {
            distance = TranscriptPlausibility.Distance(text, Decode(SpeechTrim.Faster(samples, FasterFactor), cancellationToken).Text);
            if (distance > TranscriptPlausibility.Agreed)
            {
                string noisier = Decode(SpeechTrim.Noisier(samples), cancellationToken).Text;
                distance = (distance + TranscriptPlausibility.Distance(text, noisier)) / 2;
            }
        }

        double seconds = samples.Length / (double)AudioFormat.SampleRateHz;
        return (text, TranscriptPlausibility.Confidence(distance, text, tokens, seconds));
    }

    private (string Text, int Tokens) Decode(float[] samples, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using OfflineStream stream = _recognizer.CreateStream();
        stream.AcceptWaveform(AudioFormat.SampleRateHz, samples);
        _recognizer.Decode(stream);
        OfflineRecognizerResult result = stream.Result;
        return (result.Text.Trim(), result.Tokens.Length);
    }
}
