using System.Text.Json;
using EmotionVoice.Edge.Engines.Tests.Sherpa;
using Microsoft.ML.OnnxRuntime;

namespace EmotionVoice.Edge.Engines.Tests.Bindings.OnnxRuntime;

public class InferenceSessionTests
{
    private const float Tolerance = 0.02f;

    [Fact]
    public void ThePublishedOutputsOfAChirpAreReproduced()
    {
        using InferenceSession session = Open();
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(Local.Chirp(), [1, 32_000]);
        using RunOptions run = new();

        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, ["audio"], [input], session.OutputNames);

        Assert.Equal(["audio"], session.InputNames);
        Assert.Equal(["probabilities", "embedding"], session.OutputNames);
        Assert.Equal([1, 7], outputs[0].GetTensorTypeAndShape().Shape);
        Assert.Equal([1, 256], outputs[1].GetTensorTypeAndShape().Shape);
        Assert.Equal(256, outputs[1].GetTensorTypeAndShape().ElementCount);
        (float[] probabilities, float[] embedding) = Published();
        Compare(probabilities, outputs[0].GetTensorDataAsSpan<float>());
        Compare(embedding, outputs[1].GetTensorDataAsSpan<float>()[..embedding.Length]);
    }

    [Fact]
    public void AMissingModelIsNamed()
    {
        Local.NeedSherpa();
        using SessionOptions options = new();
        OnnxRuntimeException error = Assert.Throws<OnnxRuntimeException>(() => new InferenceSession("/nowhere/model.onnx", options));
        Assert.Contains("NoSuchFile", error.Message, StringComparison.Ordinal);
        Assert.Contains("/nowhere/model.onnx", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACorruptModelIsRefused()
    {
        Local.NeedSherpa();
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "This is a text, not a model.");
            using SessionOptions options = new();
            OnnxRuntimeException error = Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(path, options));
            Assert.Contains("InvalidProtobuf", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void WrongNamesShapesAndTypesAreRefused()
    {
        using InferenceSession session = Open();
        using RunOptions run = new();
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(new float[8_000], [1, 8_000]);
        using OrtValue integers = OrtValue.CreateTensorValueFromMemory(new long[8_000], [1, 8_000]);

        Assert.Throws<OnnxRuntimeException>(() => session.Run(run, ["sound"], [input], ["embedding"]));
        Assert.Throws<OnnxRuntimeException>(() => session.Run(run, ["audio"], [input], ["nothing"]));
        Assert.Throws<OnnxRuntimeException>(() => session.Run(run, ["audio"], [integers], ["embedding"]));
        Assert.Throws<ArgumentException>(() => session.Run(run, ["audio"], [], ["embedding"]));
        Assert.Throws<OnnxRuntimeException>(() => input.GetTensorDataAsSpan<long>());
        Assert.Throws<OnnxRuntimeException>(() => OrtValue.CreateTensorValueFromMemory(new float[7], [2, 4]));
    }

    [Fact]
    public void ATerminatedRunThrows()
    {
        using InferenceSession session = Open();
        using RunOptions run = new() { Terminate = true };
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(new float[8_000], [1, 8_000]);
        Assert.Throws<OnnxRuntimeException>(() => session.Run(run, ["audio"], [input], ["embedding"]));

        run.Terminate = false;
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, ["audio"], [input], ["embedding"]);
        Assert.Single(outputs);
    }

    internal static InferenceSession Open()
    {
        Local.NeedSherpa();
        using SessionOptions options = new()
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            EnableMemoryPattern = false,
            EnableCpuMemArena = false,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return new InferenceSession(Local.Model("speech-emotion/speech-emotion.onnx"), options);
    }

    private static (float[] Probabilities, float[] Embedding) Published()
    {
        using JsonDocument vectors = JsonDocument.Parse(File.ReadAllText(Local.Model("speech-emotion/vectors.json")));
        JsonElement chirp = vectors.RootElement.EnumerateArray().First(
            entry => entry.TryGetProperty("signal", out JsonElement signal) && signal.GetString()!.Contains("sin", StringComparison.Ordinal));
        return (Read("probabilities"), Read("embedding_first8"));

        float[] Read(string name) => [.. chirp.GetProperty(name).EnumerateArray().Select(value => value.GetSingle())];
    }

    private static void Compare(float[] expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], Tolerance);
    }
}
