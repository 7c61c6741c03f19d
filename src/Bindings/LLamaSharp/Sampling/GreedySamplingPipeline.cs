using LLama.Interop;
using LLama.Native;

namespace LLama.Sampling;

/// <summary>Takes the likeliest token.</summary>
public class GreedySamplingPipeline : BaseSamplingPipeline
{
    /// <inheritdoc/>
    protected override SafeLLamaSamplerChainHandle CreateChain(SafeLLamaContextHandle context)
    {
        SafeLLamaSamplerChainHandle chain = SafeLLamaSamplerChainHandle.Create();
        chain.Add(LLamaNative.llama_sampler_init_greedy());
        return chain;
    }
}
