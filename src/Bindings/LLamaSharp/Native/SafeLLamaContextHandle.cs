using LLama.Exceptions;
using LLama.Interop;

namespace LLama.Native;

/// <summary>A context: the KV memory of some sequences over one model. Not safe for use by several threads.</summary>
public sealed class SafeLLamaContextHandle : SafeLLamaHandleBase
{
    // As upstream: contexts of one process take turns.
    private static readonly Lock DecodeGate = new();

    private SafeLLamaContextHandle(nint handle, SafeLlamaModelHandle model) : base(handle)
    {
        // The model has to outlive its contexts.
        bool taken = false;
        model.DangerousAddRef(ref taken);
        ModelHandle = model;
    }

    /// <summary>The model.</summary>
    public SafeLlamaModelHandle ModelHandle { get; }

    /// <summary>The model's tokens.</summary>
    public SafeLlamaModelHandle.Vocabulary Vocab => ModelHandle.Vocab;

    /// <summary>Tokens that the context holds.</summary>
    public uint ContextSize => LLamaNative.llama_n_ctx(this);

    /// <summary>Most tokens of one batch.</summary>
    public uint BatchSize => LLamaNative.llama_n_batch(this);

    /// <summary>Threads for one token.</summary>
    public int GenerationThreads
    {
        get => LLamaNative.llama_n_threads(this);
        set => LLamaNative.llama_set_n_threads(this, value, BatchThreads);
    }

    /// <summary>Threads for a batch.</summary>
    public int BatchThreads
    {
        get => LLamaNative.llama_n_threads_batch(this);
        set => LLamaNative.llama_set_n_threads(this, GenerationThreads, value);
    }

    /// <summary>Whether positions can be moved.</summary>
    public bool MemoryCanShift => LLamaNative.llama_memory_can_shift(Memory);

    private nint Memory => LLamaNative.llama_get_memory(this);

    /// <summary>Logits of the batch's token <paramref name="i"/>; valid until the next decode.</summary>
    public unsafe Span<float> GetLogitsIth(int i)
    {
        float* logits = LLamaNative.llama_get_logits_ith(this, i);
        return logits == null ? throw new GetLogitsInvalidIndexException(i) : new Span<float>(logits, Vocab.Count);
    }

    /// <summary>Evaluates a batch.</summary>
    public DecodeResult Decode(LLamaBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.TokenCount == 0)
            return DecodeResult.Ok;
        if (batch.TokenCount > BatchSize)
            throw new ArgumentException($"The batch has {batch.TokenCount} tokens, the context takes {BatchSize} at once.", nameof(batch));
        lock (DecodeGate)
            return (DecodeResult)batch.Decode(this);
    }

    /// <summary>Empties the memory.</summary>
    public void MemoryClear(bool data = true) => LLamaNative.llama_memory_clear(Memory, data);

    /// <summary>Removes positions [p0, p1); a negative end is open. Nothing says that the memory refused.</summary>
    public void MemorySequenceRemove(LLamaSeqId seq, LLamaPos p0, LLamaPos p1) =>
        LLamaNative.llama_memory_seq_rm(Memory, seq.Value, p0.Value, p1.Value);

    /// <summary>Moves positions [p0, p1) by <paramref name="delta"/>.</summary>
    public void MemorySequenceAdd(LLamaSeqId seq, LLamaPos p0, LLamaPos p1, int delta)
    {
        if (!MemoryCanShift)
            throw new InvalidOperationException("This context cannot move positions.");
        LLamaNative.llama_memory_seq_add(Memory, seq.Value, p0.Value, p1.Value, delta);
    }

    /// <summary>The first position held of a sequence, -1 if none.</summary>
    public LLamaPos MemorySequenceMinPosition(LLamaSeqId seq) => LLamaNative.llama_memory_seq_pos_min(Memory, seq.Value);

    /// <summary>The last position held of a sequence, -1 if none.</summary>
    public LLamaPos MemorySequenceMaxPosition(LLamaSeqId seq) => LLamaNative.llama_memory_seq_pos_max(Memory, seq.Value);

    internal static SafeLLamaContextHandle Create(SafeLlamaModelHandle model, in NativeContextParams parameters)
    {
        nint context = LLamaNative.llama_init_from_model(model, parameters);
        return context == 0
            ? throw new RuntimeError("Failed to create context from model")
            : new SafeLLamaContextHandle(context, model);
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LLamaNative.llama_free(handle);
        ModelHandle.DangerousRelease();
        return true;
    }
}
