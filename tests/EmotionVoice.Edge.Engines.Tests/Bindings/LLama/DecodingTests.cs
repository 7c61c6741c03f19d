using EmotionVoice.Edge.Engines.Tests.Llama;
using LLama;
using LLama.Common;
using LLama.Exceptions;
using LLama.Native;
using LLama.Sampling;

namespace EmotionVoice.Edge.Engines.Tests.Bindings.LLama;

public sealed class DecodingTests : IDisposable
{
    private const string Prompt =
        "<|im_start|>system\nYou are Mira, a friendly voice assistant.<|im_end|>\n" +
        "<|im_start|>user\n[sad] I lost my keys.<|im_end|>\n<|im_start|>assistant\n";

    private readonly LLamaWeights _weights;
    private readonly LLamaContext _context;

    public DecodingTests()
    {
        ModelParams parameters = new(LlamaTestModels.Reply) { ContextSize = 512, BatchSize = 128, Threads = 1, BatchThreads = 1 };
        _weights = LLamaWeights.LoadFromFile(parameters);
        _context = _weights.CreateContext(parameters);
    }

    public void Dispose()
    {
        _context.Dispose();
        _weights.Dispose();
    }

    [Fact]
    public void TheContextHasTheSizesAskedFor()
    {
        Assert.Equal(512u, _context.ContextSize);
        Assert.Equal(128u, _context.BatchSize);
        Assert.Equal(1, _context.GenerationThreads);
        _context.BatchThreads = 2;
        Assert.Equal((1, 2), (_context.GenerationThreads, _context.BatchThreads));
    }

    [Fact]
    public void GreedyGenerationIsTheSameEachTime()
    {
        string first = Generate(new GreedySamplingPipeline());
        _context.NativeHandle.MemoryClear();
        Assert.Equal(first, Generate(new GreedySamplingPipeline()));
        Assert.NotEmpty(first);
    }

    [Fact]
    public void ASeedMakesDrawsRepeatable()
    {
        string first = Generate(new DefaultSamplingPipeline { Temperature = 1.5f, MinP = 0, TopP = 1, Seed = 7 });
        _context.NativeHandle.MemoryClear();
        Assert.Equal(first, Generate(new DefaultSamplingPipeline { Temperature = 1.5f, MinP = 0, TopP = 1, Seed = 7 }));
        _context.NativeHandle.MemoryClear();
        Assert.NotEqual(first, Generate(new DefaultSamplingPipeline { Temperature = 1.5f, MinP = 0, TopP = 1, Seed = 8 }));
    }

    [Fact]
    public void GoingOnFromACutMemoryEqualsAColdEvaluation()
    {
        LLamaToken[] shared = _context.Tokenize(Prompt[..60], addBos: true, special: true);
        LLamaToken[] first = _context.Tokenize(" and this is thrown away", addBos: false);
        LLamaToken[] second = _context.Tokenize(" while this is what counts", addBos: false);

        Evaluate([.. shared, .. second], 0);
        float[] cold = Logits();

        _context.NativeHandle.MemoryClear();
        Evaluate([.. shared, .. first], 0);
        _context.NativeHandle.MemorySequenceRemove(LLamaSeqId.Zero, shared.Length, -1);
        Assert.Equal(shared.Length - 1, (int)_context.NativeHandle.MemorySequenceMaxPosition(LLamaSeqId.Zero));
        Evaluate(second, shared.Length);
        float[] warm = Logits();

        Assert.Equal(cold.Length, warm.Length);
        for (int i = 0; i < cold.Length; i++)
            Assert.Equal(cold[i], warm[i], 0.05f);
    }

    [Fact]
    public void PositionsCanBeMoved()
    {
        SafeLLamaContextHandle memory = _context.NativeHandle;
        Assert.Equal(-1, (int)memory.MemorySequenceMaxPosition(LLamaSeqId.Zero));
        Evaluate(_context.Tokenize("one two three four five six", addBos: true), 0);
        int last = (int)memory.MemorySequenceMaxPosition(LLamaSeqId.Zero);
        Assert.True(memory.MemoryCanShift);

        memory.MemorySequenceRemove(LLamaSeqId.Zero, 0, 2);
        Assert.Equal(2, (int)memory.MemorySequenceMinPosition(LLamaSeqId.Zero));
        memory.MemorySequenceAdd(LLamaSeqId.Zero, 2, -1, -2);
        Assert.Equal(0, (int)memory.MemorySequenceMinPosition(LLamaSeqId.Zero));
        Assert.Equal(last - 2, (int)memory.MemorySequenceMaxPosition(LLamaSeqId.Zero));
    }

    [Fact]
    public async Task LogitsExistOnlyWhereTheyWereAskedFor()
    {
        LLamaBatch batch = new();
        Assert.Equal(0, batch.Add(1, 0, LLamaSeqId.Zero, false));
        Assert.Equal(1, batch.Add(2, 1, LLamaSeqId.Zero, true));
        Assert.Equal(DecodeResult.Ok, await _context.DecodeAsync(batch, TestContext.Current.CancellationToken));
        Assert.Equal(_context.Vocab.Count, _context.NativeHandle.GetLogitsIth(1).Length);
        Assert.Throws<GetLogitsInvalidIndexException>(() => _context.NativeHandle.GetLogitsIth(0).Length);
    }

    [Fact]
    public void ABatchThatIsTooLargeIsRefused()
    {
        LLamaBatch batch = new();
        Assert.Equal(DecodeResult.Ok, _context.Decode(batch));
        Assert.Equal(128, batch.AddRange(new LLamaToken[129], 0, LLamaSeqId.Zero, true));
        Assert.Throws<ArgumentException>(() => _context.Decode(batch));
        batch.Clear();
        Assert.Equal(0, batch.TokenCount);
    }

    private void Evaluate(ReadOnlySpan<LLamaToken> tokens, int start)
    {
        LLamaBatch batch = new();
        batch.AddRange(tokens, start, LLamaSeqId.Zero, true);
        Assert.Equal(DecodeResult.Ok, _context.Decode(batch));
    }

    private float[] Logits() => _context.NativeHandle.GetLogitsIth(-1).ToArray();

    private string Generate(BaseSamplingPipeline sampling)
    {
        using BaseSamplingPipeline owned = sampling;
        LLamaToken[] prompt = _context.Tokenize(Prompt, addBos: true, special: true);
        Evaluate(prompt, 0);
        StreamingTokenDecoder decoder = new(_context);
        for (int position = prompt.Length; position < prompt.Length + 30; position++)
        {
            LLamaToken token = sampling.Sample(_context, -1);
            if (token.IsEndOfGeneration(_context.Vocab))
                break;
            decoder.Add(token);
            Evaluate([token], position);
        }

        return decoder.Read();
    }
}
