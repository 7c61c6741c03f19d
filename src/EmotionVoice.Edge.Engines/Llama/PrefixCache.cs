using LLama;
using LLama.Exceptions;
using LLama.Native;

namespace EmotionVoice.Edge.Engines.Llama;

/// <summary>
/// Knows which tokens the context has evaluated, so that a prompt which begins alike is evaluated from the first
/// difference on. Used by one request at a time.
/// </summary>
/// <remarks>
/// The library computes a token a little differently with the number of tokens evaluated beside it, enough to turn a
/// close choice of words. So a prompt is always evaluated in blocks of the same size from the same positions, and only
/// whole blocks are reused: a reply is the same to the last bit whether something was reused or not. Generated tokens
/// come one by one and are therefore evaluated again, as part of the next prompt.
/// </remarks>
internal sealed class PrefixCache(LLamaContext context, bool reuse)
{
    private readonly List<LLamaToken> _held = [];
    private readonly LLamaBatch _batch = new();

    // Of the tokens held, how many were evaluated in whole blocks.
    private int _inBlocks;

    /// <summary>Tokens of a block.</summary>
    internal int BlockSize { get; } = (int)context.BatchSize;

    /// <summary>Evaluates a prompt; its last token's logits are there afterwards. Returns how many tokens were reused.</summary>
    internal async Task<int> EvaluateAsync(LLamaToken[] prompt, CancellationToken cancellationToken)
    {
        // The last token is always evaluated, else there would be no logits to sample from.
        int common = reuse ? Math.Min(CommonLength(_held, prompt), prompt.Length - 1) : 0;
        int reused = Keep(Math.Min(common, _inBlocks) / BlockSize * BlockSize);
        await Task.Run(
            () =>
            {
                for (int start = reused; start < prompt.Length; start += BlockSize)
                {
                    int count = Math.Min(BlockSize, prompt.Length - start);
                    Decode(prompt.AsSpan(start, count), start + count == prompt.Length, cancellationToken);
                    if (count == BlockSize)
                        _inBlocks = start + count;
                }
            },
            cancellationToken);
        return reused;
    }

    /// <summary>Evaluates one more token.</summary>
    internal Task AppendAsync(LLamaToken token, CancellationToken cancellationToken) =>
        Task.Run(() => Decode([token], true, cancellationToken), cancellationToken);

    /// <summary>Length of the common beginning.</summary>
    internal static int CommonLength(IReadOnlyList<LLamaToken> one, IReadOnlyList<LLamaToken> other)
    {
        int length = 0;
        while (length < one.Count && length < other.Count && one[length] == other[length])
            length++;
        return length;
    }

    /// <summary>Forgets all but the first tokens; all of them where the memory cannot go back. Returns how many are left.</summary>
    private int Keep(int count)
    {
        if (count == _held.Count)
            return count;

        SafeLLamaContextHandle memory = context.NativeHandle;
        if (count > 0)
        {
            // Recurrent and sliding-window memories may refuse, or have lost the beginning; only the positions tell.
            memory.MemorySequenceRemove(LLamaSeqId.Zero, count, -1);
            bool intact = (int)memory.MemorySequenceMaxPosition(LLamaSeqId.Zero) == count - 1
                && (int)memory.MemorySequenceMinPosition(LLamaSeqId.Zero) == 0;
            if (intact)
            {
                _held.RemoveRange(count, _held.Count - count);
                _inBlocks = count;
                return count;
            }
        }

        Clear();
        return 0;
    }

    private void Decode(ReadOnlySpan<LLamaToken> tokens, bool logits, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _batch.Clear();
        _batch.AddRange(tokens, _held.Count, LLamaSeqId.Zero, logits);
        DecodeResult result = context.Decode(_batch);
        if (result != DecodeResult.Ok)
        {
            // Part of the batch may be in the memory.
            Clear();
            throw new LLamaDecodeError(result);
        }

        _held.AddRange(tokens);
    }

    private void Clear()
    {
        context.NativeHandle.MemoryClear();
        _held.Clear();
        _inBlocks = 0;
    }
}
