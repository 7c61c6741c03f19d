using LLama.Interop;

namespace LLama.Native;

/// <summary>A chain of samplers, applied in the order in which they were added. Not safe for several threads.</summary>
public sealed class SafeLLamaSamplerChainHandle : SafeLLamaHandleBase
{
    private SafeLLamaSamplerChainHandle(nint handle) : base(handle)
    {
    }

    internal static SafeLLamaSamplerChainHandle Create() =>
        new(LLamaNative.llama_sampler_chain_init(LLamaNative.llama_sampler_chain_default_params()));

    internal void Add(nint sampler) => LLamaNative.llama_sampler_chain_add(this, sampler);

    internal LLamaToken Sample(SafeLLamaContextHandle context, int index) =>
        LLamaNative.llama_sampler_sample(this, context, index);

    internal void Accept(LLamaToken token) => LLamaNative.llama_sampler_accept(this, (int)token);

    internal void Reset() => LLamaNative.llama_sampler_reset(this);

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LLamaNative.llama_sampler_free(handle);
        return true;
    }
}
