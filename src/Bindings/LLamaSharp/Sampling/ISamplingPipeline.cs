using LLama.Native;

namespace LLama.Sampling;

/// <summary>Chooses the next token.</summary>
public interface ISamplingPipeline : IDisposable
{
    /// <summary>Chooses a token from the logits at <paramref name="index"/> of the last batch, and accepts it.</summary>
    LLamaToken Sample(SafeLLamaContextHandle ctx, int index);

    /// <summary>Forgets the tokens accepted so far.</summary>
    void Reset();

    /// <summary>Tells of a token that was not chosen by <see cref="Sample"/>.</summary>
    void Accept(LLamaToken token);
}

/// <summary>Conveniences.</summary>
public static class ISamplingPipelineExtensions
{
    /// <summary>Chooses a token from the logits at <paramref name="index"/> of the last batch, and accepts it.</summary>
    public static LLamaToken Sample(this ISamplingPipeline pipe, LLamaContext ctx, int index)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        ArgumentNullException.ThrowIfNull(ctx);
        return pipe.Sample(ctx.NativeHandle, index);
    }
}
