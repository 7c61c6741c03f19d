using System.Numerics.Tensors;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace EmotionVoice.Edge.Engines.SpeechEmotion;

/// <summary>Runs the voice model: windows of at most 8 s, their outputs averaged, seven labels put among the nine.</summary>
public sealed class OnnxVoiceEmotionRecognizer : IVoiceEmotionRecognizer, IWarmUp
{
    private const string Input = "audio";               // [1, n]
    private const string Probabilities = "probabilities"; // [1, 7]
    private const string Embedding = "embedding";         // [1, 256]
    private const int EmbeddingLength = 256;

    private static readonly string[] s_inputs = [Input];
    private static readonly string[] s_outputs = [Probabilities, Embedding];

    private readonly SpeechEmotionOptions _options;
    private readonly InferenceSession _session;
    private readonly ILogger<OnnxVoiceEmotionRecognizer> _log;

    /// <exception cref="InvalidDataException">The model is missing, damaged or another one.</exception>
    public OnnxVoiceEmotionRecognizer(SpeechEmotionOptions options, ILogger<OnnxVoiceEmotionRecognizer> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _log = log;
        _session = Load(options);
    }

    public string Name => _options.Name;

    public Task<VoiceEmotion> RecognizeAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken) =>
        Task.Run(() => Recognize(samples, cancellationToken), cancellationToken);

    public Task WarmUpAsync(CancellationToken cancellationToken) =>
        RecognizeAsync(new float[EmotionWindows.Shortest], cancellationToken);

    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        return ValueTask.CompletedTask;
    }

    private VoiceEmotion Recognize(ReadOnlyMemory<float> samples, CancellationToken cancellationToken)
    {
        float[] probabilities = new float[EmotionScores.SevenLabels.Count];
        float[] embedding = new float[EmbeddingLength];
        int count = 0;
        using RunOptions run = new();
        using CancellationTokenRegistration cancel = cancellationToken.Register(static state => ((RunOptions)state!).Terminate = true, run);
        try
        {
            foreach (Range window in EmotionWindows.Of(samples.Length))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Add(samples[window].Span, run, probabilities, embedding);
                count++;
            }
        }
        catch (OnnxRuntimeException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }

        TensorPrimitives.Divide(embedding, count, embedding);
        _log.Recognised(samples.Length, count);
        return VoiceEmotion.From(EmotionScores.FromSeven(probabilities), embedding);
    }

    private void Add(ReadOnlySpan<float> window, RunOptions run, float[] probabilities, float[] embedding)
    {
        float[] padded = new float[Math.Max(window.Length, EmotionWindows.Shortest)];
        window.CopyTo(padded);
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(padded, [1, padded.Length]);
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(run, s_inputs, [input], s_outputs);
        TensorPrimitives.Add(probabilities, outputs[0].GetTensorDataAsSpan<float>(), probabilities);
        TensorPrimitives.Add(embedding, outputs[1].GetTensorDataAsSpan<float>(), embedding);
    }

    private static InferenceSession Load(SpeechEmotionOptions options)
    {
        using SessionOptions session = new()
        {
            IntraOpNumThreads = options.Threads,
            InterOpNumThreads = 1,
            // The fused kernels of the higher levels move scores by up to 0.01, which flips close calls, and save no time here.
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC,
            // Utterances differ in length, so a memory plan of the last one fits none.
            EnableMemoryPattern = false,
            // An arena would keep what the longest utterance ever needed.
            EnableCpuMemArena = false,
            // Its warnings about leftovers of the export would stand on stderr beside the daemon's own log.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // Spinning threads starve the other engines of a small box.
        session.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        InferenceSession? loaded = null;
        try
        {
            loaded = new InferenceSession(options.Model, session);
            if (loaded.InputNames.Contains(Input) && s_outputs.All(loaded.OutputNames.Contains))
                return loaded;
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidDataException(
                $"The model of feeling in the voice can't be used: {options.Model} is missing or damaged. " +
                "Run `emotionvoice models verify`.", error);
        }

        loaded.Dispose();
        throw new InvalidDataException(
            $"The model {options.Model} is not one of feeling in the voice: it lacks the input {Input} or an output of {string.Join(", ", s_outputs)}.");
    }
}
