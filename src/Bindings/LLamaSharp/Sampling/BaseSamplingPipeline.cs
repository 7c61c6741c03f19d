using LLama.Native;

namespace LLama.Sampling;

/// <summary>A pipeline that is one native chain, made at first use and kept.</summary>
public abstract class BaseSamplingPipeline : ISamplingPipeline
{
    private SafeLLamaSamplerChainHandle? _chain;

    /// <inheritdoc/>
    public virtual LLamaToken Sample(SafeLLamaContextHandle ctx, int index)
    {
        _chain ??= CreateChain(ctx);
        return _chain.Sample(ctx, index);
    }

    /// <inheritdoc/>
    public virtual void Reset() => _chain?.Reset();

    /// <inheritdoc/>
    public virtual void Accept(LLamaToken token) => _chain?.Accept(token);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        _chain?.Dispose();
        _chain = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the chain for the model of <paramref name="context"/>.</summary>
    protected abstract SafeLLamaSamplerChainHandle CreateChain(SafeLLamaContextHandle context);
}
