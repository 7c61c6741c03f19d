using System.Runtime.InteropServices;
using LLama.Native;

namespace LLama.Interop;

// Context, KV memory, decoding.
internal static unsafe partial class LLamaNative
{
    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial NativeContextParams llama_context_default_params();

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial nint llama_init_from_model(SafeLlamaModelHandle model, NativeContextParams parameters);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial void llama_free(nint ctx);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial uint llama_n_ctx(SafeLLamaContextHandle ctx);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial uint llama_n_batch(SafeLLamaContextHandle ctx);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial int llama_n_threads(SafeLLamaContextHandle ctx);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial int llama_n_threads_batch(SafeLLamaContextHandle ctx);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial void llama_set_n_threads(SafeLLamaContextHandle ctx, int n_threads, int n_threads_batch);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial nint llama_get_memory(SafeLLamaContextHandle ctx);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial void llama_memory_clear(nint mem, [MarshalAs(UnmanagedType.U1)] bool data);

    [LibraryImport(LLamaLibrary.LLama)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool llama_memory_seq_rm(nint mem, int seq_id, int p0, int p1);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial void llama_memory_seq_add(nint mem, int seq_id, int p0, int p1, int delta);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial int llama_memory_seq_pos_min(nint mem, int seq_id);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial int llama_memory_seq_pos_max(nint mem, int seq_id);

    [LibraryImport(LLamaLibrary.LLama)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool llama_memory_can_shift(nint mem);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial int llama_decode(SafeLLamaContextHandle ctx, NativeBatch batch);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial float* llama_get_logits_ith(SafeLLamaContextHandle ctx, int i);
}
