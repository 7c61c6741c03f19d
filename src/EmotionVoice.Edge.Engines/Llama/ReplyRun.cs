using System.Globalization;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Engines.Llama;

/// <summary>Names, counts and clock of one reply.</summary>
internal sealed class ReplyRun(string? modelId, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly string _id = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);

    internal int Tokens { get; private set; }

    internal TimeSpan TimeToFirstToken { get; private set; }

    internal void CountToken()
    {
        if (Tokens++ == 0)
            TimeToFirstToken = time.GetElapsedTime(_start);
    }

    internal ChatResponseUpdate Update(string text) => new(ChatRole.Assistant, text)
    {
        ResponseId = _id,
        MessageId = _id,
        ModelId = modelId,
    };

    internal ChatResponseUpdate Last(ChatFinishReason reason, int prompt, int reused) =>
        new(ChatRole.Assistant, [new UsageContent(LlamaUsage.Create(prompt, reused, Tokens, TimeToFirstToken))])
        {
            ResponseId = _id,
            MessageId = _id,
            ModelId = modelId,
            FinishReason = reason,
        };
}
