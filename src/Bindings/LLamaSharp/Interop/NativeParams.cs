using LLama.Abstractions;

namespace LLama.Interop;

/// <summary>Turns the public settings into native ones, on top of the library's own defaults.</summary>
internal static class NativeParams
{
    private const int LoadModeRead = 0;
    private const int LoadModeMemoryMap = 1;

    internal static NativeModelParams From(IModelParams settings)
    {
        NativeModelParams native = LLamaNative.llama_model_default_params();
        native.n_gpu_layers = settings.GpuLayerCount;
        native.load_mode = settings.UseMemorymap ? LoadModeMemoryMap : LoadModeRead;
        native.vocab_only = (byte)(settings.VocabOnly ? 1 : 0);
        return native;
    }

    internal static NativeContextParams From(IContextParams settings)
    {
        NativeContextParams native = LLamaNative.llama_context_default_params();
        native.n_ctx = settings.ContextSize ?? 0;
        native.n_batch = settings.BatchSize;
        native.n_ubatch = settings.UBatchSize;
        native.n_threads = Threads(settings.Threads);
        native.n_threads_batch = Threads(settings.BatchThreads);
        // Upstream's default differs from the library's: all sequences share one buffer.
        native.kv_unified = 1;
        if (settings.SwaFull is bool full)
            native.swa_full = (byte)(full ? 1 : 0);
        return native;
    }

    private static int Threads(int? wanted) =>
        wanted is > 0 ? wanted.Value : Math.Max(Environment.ProcessorCount / 2, 1);
}
