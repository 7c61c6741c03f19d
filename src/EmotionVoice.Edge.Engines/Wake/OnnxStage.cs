using Microsoft.ML.OnnxRuntime;

namespace EmotionVoice.Edge.Engines.Wake;

/// <summary>A model with one input and one output of fixed shapes, run again and again over the same array. One thread.</summary>
internal sealed class OnnxStage : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private readonly OrtValue[] _inputs;

    private OnnxStage(InferenceSession session, long[] shape)
    {
        _session = session;
        _inputNames = [session.InputNames[0]];
        _outputNames = [session.OutputNames[0]];
        Input = new float[shape.Aggregate(1L, (product, dimension) => product * dimension)];
        _inputs = [OrtValue.CreateTensorValueFromMemory(Input, shape)];
    }

    /// <summary>Filled by the caller before each run; the model reads it in place.</summary>
    public float[] Input { get; }

    /// <param name="path">The model.</param>
    /// <param name="role">What it is for people, as in "The wake word model".</param>
    /// <param name="shape">Of its input.</param>
    /// <param name="outputs">How many numbers it gives for that; checked by a first run.</param>
    /// <exception cref="InvalidDataException">It is missing, damaged or another one.</exception>
    public static OnnxStage Load(string path, string role, long[] shape, int outputs)
    {
        using SessionOptions options = new()
        {
            // Models of this size gain nothing from a second thread.
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        OnnxStage? stage = null;
        try
        {
            stage = new OnnxStage(new InferenceSession(path, options), shape);
            stage.Run(new float[outputs]);
            return stage;
        }
        catch (Exception error) when (error is OnnxRuntimeException or ArgumentException)
        {
            stage?.Dispose();
            throw new InvalidDataException(
                $"{role} can't be used: {path} is missing, damaged or another model ({string.Join(" × ", shape)} numbers in, {outputs} out). " +
                "Run `emotionvoice models verify`.", error);
        }
    }

    /// <exception cref="ArgumentException">The model gives another number of results.</exception>
    public void Run(Span<float> output)
    {
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_run, _inputNames, _inputs, _outputNames);
        ReadOnlySpan<float> values = results[0].GetTensorDataAsSpan<float>();
        if (values.Length != output.Length)
            throw new ArgumentException($"The model gave {values.Length} numbers, not {output.Length}.", nameof(output));
        values.CopyTo(output);
    }

    public void Dispose()
    {
        _inputs[0].Dispose();
        _run.Dispose();
        _session.Dispose();
    }
}
