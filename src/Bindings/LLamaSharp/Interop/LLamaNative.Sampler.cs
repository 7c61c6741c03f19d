using System.Runtime.InteropServices;
using LLama.Native;

namespace LLama.Interop;

// Sampler chains. A sampler that was added belongs to its chain.
internal static unsafe partial class LLamaNative
{
    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial NativeSamplerChainParams llama_sampler_chain_default_params();

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial nint llama_sampler_chain_init(NativeSamplerChainParams parameters);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial void llama_sampler_chain_add(SafeLLamaSamplerChainHandle chain, nint smpl);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial void llama_sampler_free(nint smpl);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial void llama_sampler_reset(SafeLLamaSamplerChainHandle smpl);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial void llama_sampler_accept(SafeLLamaSamplerChainHandle smpl, int token);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial int llama_sampler_sample(SafeLLamaSamplerChainHandle smpl, SafeLLamaContextHandle ctx, int idx);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial nint llama_sampler_init_greedy();

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial nint llama_sampler_init_dist(uint seed);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial nint llama_sampler_init_top_k(int k);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial nint llama_sampler_init_top_p(float p, nuint min_keep);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial nint llama_sampler_init_min_p(float p, nuint min_keep);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial nint llama_sampler_init_temp(float t);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial nint llama_sampler_init_penalties(
        int n_vocab, int penalty_last_n, float penalty_repeat, float penalty_freq, float penalty_present);
}
