using LLama.Sampling;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Engines.Llama;

/// <summary>Turns a request's settings into a sampling pipeline.</summary>
internal static class LlamaSampling
{
    internal static ISamplingPipeline Create(ChatOptions? request, LlamaOptions defaults)
    {
        float temperature = request?.Temperature ?? defaults.Temperature;
        if (temperature <= 0)
            return new GreedySamplingPipeline();

        DefaultSamplingPipeline pipeline = new()
        {
            Temperature = temperature,
            TopP = request?.TopP ?? defaults.TopP,
            TopK = request?.TopK ?? 40,
            FrequencyPenalty = request?.FrequencyPenalty ?? 0,
            PresencePenalty = request?.PresencePenalty ?? 0,
        };
        if (request?.Seed is long seed)
            pipeline.Seed = unchecked((uint)seed);
        return pipeline;
    }
}
