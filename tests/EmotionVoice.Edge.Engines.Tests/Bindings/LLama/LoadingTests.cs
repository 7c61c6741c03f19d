using EmotionVoice.Edge.Engines.Tests.Llama;
using LLama;
using LLama.Common;
using LLama.Exceptions;
using LLama.Native;

namespace EmotionVoice.Edge.Engines.Tests.Bindings.LLama;

public sealed class LoadingTests
{
    [Fact]
    public void AMissingFileIsNamedAsMissing()
    {
        _ = LlamaTestModels.Reply;
        Assert.Throws<FileNotFoundException>(() => LLamaWeights.LoadFromFile(new ModelParams("no-such-model.gguf")));
    }

    [Fact]
    public void AFileThatIsNoModelIsRefusedWithItsPath()
    {
        _ = LlamaTestModels.Reply;
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "This is a letter, not a model.");
            LoadWeightsFailedException refused =
                Assert.Throws<LoadWeightsFailedException>(() => LLamaWeights.LoadFromFile(new ModelParams(path)));
            Assert.Equal(path, refused.ModelPath);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task ATruncatedModelIsRefused()
    {
        string path = Path.GetTempFileName();
        try
        {
            byte[] whole = await File.ReadAllBytesAsync(LlamaTestModels.Reply, TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(path, whole[..(whole.Length / 2)], TestContext.Current.CancellationToken);
            await Assert.ThrowsAsync<LoadWeightsFailedException>(
                () => LLamaWeights.LoadFromFileAsync(new ModelParams(path), TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task LoadingReportsProgressAndGivesTheModelsFacts()
    {
        Recorder progress = new();
        using LLamaWeights weights = await LLamaWeights.LoadFromFileAsync(
            new ModelParams(LlamaTestModels.Reply), TestContext.Current.CancellationToken, progress);

        Assert.Equal(1, progress.Last);
        Assert.Equal("llama", weights.Metadata["general.architecture"]);
        Assert.Equal(512, weights.ContextSize);
        Assert.Equal(6144, weights.Vocab.Count);
        Assert.Equal(6_393_088UL, weights.ParameterCount);
        Assert.Contains("<|im_start|>", weights.NativeHandle.GetTemplate(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadingStopsWhenItsProgressCancels()
    {
        using CancellationTokenSource stop = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => LLamaWeights.LoadFromFileAsync(new ModelParams(LlamaTestModels.Reply), stop.Token, new Canceller(stop)));
    }

    [Fact]
    public void AModelLivesUntilItsLastContextIsGone()
    {
        ModelParams parameters = new(LlamaTestModels.Reply) { Threads = 1, BatchThreads = 1 };
        LLamaWeights weights = LLamaWeights.LoadFromFile(parameters);
        using LLamaContext context = weights.CreateContext(parameters);
        weights.Dispose();

        LLamaBatch batch = new();
        batch.AddRange(context.Tokenize("Hello"), 0, LLamaSeqId.Zero, true);
        Assert.Equal(DecodeResult.Ok, context.Decode(batch));
    }

    private sealed class Recorder : IProgress<float>
    {
        internal float Last { get; private set; }

        public void Report(float value) => Last = value;
    }

    private sealed class Canceller(CancellationTokenSource stop) : IProgress<float>
    {
        public void Report(float value) => stop.Cancel();
    }
}
