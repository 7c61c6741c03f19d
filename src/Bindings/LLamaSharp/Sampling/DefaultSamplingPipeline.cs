using System.Runtime.CompilerServices;
using LLama.Interop;
using LLama.Native;

namespace LLama.Sampling;

/// <summary>Penalties, top-k, top-p, min-p and temperature, then a draw.</summary>
public class DefaultSamplingPipeline : BaseSamplingPipeline
{
    private readonly float _frequencyPenalty;
    private readonly float _presencePenalty;

    /// <summary>1: none.</summary>
    public float RepeatPenalty { get; init; } = 1;

    /// <summary>-2 to 2; 0: none.</summary>
    public float FrequencyPenalty
    {
        get => _frequencyPenalty;
        init => _frequencyPenalty = Checked(value);
    }

    /// <summary>-2 to 2; 0: none.</summary>
    public float PresencePenalty
    {
        get => _presencePenalty;
        init => _presencePenalty = Checked(value);
    }

    /// <summary>Newest tokens that the penalties look at.</summary>
    public int PenaltyCount { get; init; } = 64;

    /// <summary>Below 1 narrows to the likely tokens, above 1 widens.</summary>
    public float Temperature { get; init; } = 0.75f;

    /// <summary>Number of likeliest tokens kept.</summary>
    public int TopK { get; init; } = 40;

    /// <summary>Probability mass kept.</summary>
    public float TopP { get; init; } = 0.9f;

    /// <summary>Least probability kept, relative to the likeliest token's.</summary>
    public float MinP { get; init; } = 0.1f;

    /// <summary>Fewest tokens that a filter leaves.</summary>
    public int MinKeep { get; set; } = 1;

    /// <summary>Start of the random draws.</summary>
    public uint Seed { get; set; } = RandomSeed();

    /// <inheritdoc/>
    protected override SafeLLamaSamplerChainHandle CreateChain(SafeLLamaContextHandle context)
    {
        ArgumentNullException.ThrowIfNull(context);
        nuint minKeep = (nuint)MinKeep;
        SafeLLamaSamplerChainHandle chain = SafeLLamaSamplerChainHandle.Create();
        chain.Add(LLamaNative.llama_sampler_init_penalties(
            context.Vocab.Count, PenaltyCount, RepeatPenalty, FrequencyPenalty, PresencePenalty));
        chain.Add(LLamaNative.llama_sampler_init_top_k(TopK));
        chain.Add(LLamaNative.llama_sampler_init_top_p(TopP, minKeep));
        chain.Add(LLamaNative.llama_sampler_init_min_p(MinP, minKeep));
        chain.Add(LLamaNative.llama_sampler_init_temp(Temperature));
        chain.Add(LLamaNative.llama_sampler_init_dist(Seed));
        return chain;
    }

    private static float Checked(float value, [CallerMemberName] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, -2, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 2, name);
        return value;
    }

#pragma warning disable CA5394 // variety, not secrecy
    private static uint RandomSeed() => (uint)Random.Shared.NextInt64(uint.MaxValue);
#pragma warning restore CA5394
}
