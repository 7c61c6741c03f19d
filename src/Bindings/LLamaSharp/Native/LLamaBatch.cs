using LLama.Interop;

namespace LLama.Native;

/// <summary>Tokens to be evaluated together; reusable after <see cref="Clear"/>. Not safe for several threads.</summary>
public class LLamaBatch
{
    private int[] _tokens = new int[128];
    private int[] _positions = new int[128];
    private int[] _sequences = new int[128];
    private byte[] _logits = new byte[128];

    /// <summary>Number of tokens in it.</summary>
    public int TokenCount { get; private set; }

    /// <summary>Adds a token; returns its index, by which its logits are found if <paramref name="logits"/> is set.</summary>
    public int Add(LLamaToken token, LLamaPos pos, LLamaSeqId sequence, bool logits)
    {
        if (TokenCount == _tokens.Length)
            Grow();
        _tokens[TokenCount] = (int)token;
        _positions[TokenCount] = pos.Value;
        _sequences[TokenCount] = sequence.Value;
        _logits[TokenCount] = (byte)(logits ? 1 : 0);
        return TokenCount++;
    }

    /// <summary>Adds consecutive tokens; returns the last one's index, -1 for none.</summary>
    public int AddRange(ReadOnlySpan<LLamaToken> tokens, LLamaPos start, LLamaSeqId sequence, bool logitsLast)
    {
        int last = -1;
        for (int i = 0; i < tokens.Length; i++)
            last = Add(tokens[i], start.Value + i, sequence, logitsLast && i == tokens.Length - 1);
        return last;
    }

    /// <summary>Removes all tokens.</summary>
    public void Clear() => TokenCount = 0;

    internal unsafe int Decode(SafeLLamaContextHandle context)
    {
        int[] counts = new int[TokenCount];
        Array.Fill(counts, 1);
        nint[] sequencePointers = new nint[TokenCount];
        fixed (int* tokens = _tokens, positions = _positions, sequences = _sequences, sequenceCounts = counts)
        fixed (byte* logits = _logits)
        fixed (nint* pointers = sequencePointers)
        {
            for (int i = 0; i < TokenCount; i++)
                pointers[i] = (nint)(sequences + i);
            NativeBatch batch = new()
            {
                n_tokens = TokenCount,
                token = tokens,
                pos = positions,
                n_seq_id = sequenceCounts,
                seq_id = (int**)pointers,
                logits = logits,
            };
            return LLamaNative.llama_decode(context, batch);
        }
    }

    private void Grow()
    {
        int capacity = _tokens.Length * 2;
        Array.Resize(ref _tokens, capacity);
        Array.Resize(ref _positions, capacity);
        Array.Resize(ref _sequences, capacity);
        Array.Resize(ref _logits, capacity);
    }
}
