using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Engines.Llama;

/// <summary>What one reply cost; keys of <see cref="UsageDetails.AdditionalCounts"/> in the last update.</summary>
public static class LlamaUsage
{
    /// <summary>Tokens of the prompt that were evaluated for this reply.</summary>
    public const string EvaluatedTokens = "evaluatedTokens";

    /// <summary>Tokens of the prompt whose evaluation was kept from before.</summary>
    public const string ReusedTokens = "reusedTokens";

    /// <summary>Microseconds from the call to the first token.</summary>
    public const string TimeToFirstTokenMicroseconds = "timeToFirstTokenMicroseconds";

    internal static UsageDetails Create(int prompt, int reused, int generated, TimeSpan toFirstToken) => new()
    {
        InputTokenCount = prompt,
        OutputTokenCount = generated,
        TotalTokenCount = prompt + generated,
        CachedInputTokenCount = reused,
        AdditionalCounts = new()
        {
            [EvaluatedTokens] = prompt - reused,
            [ReusedTokens] = reused,
            [TimeToFirstTokenMicroseconds] = (long)toFirstToken.TotalMicroseconds,
        },
    };
}
