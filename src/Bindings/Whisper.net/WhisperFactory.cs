using Whisper.net.Interop;

namespace Whisper.net;

/// <summary>Holds one model; makes builders of processors that share it.</summary>
public sealed class WhisperFactory : IDisposable
{
    private readonly Lazy<WhisperContextHandle> context;
    private bool disposed;

    private WhisperFactory(string path, WhisperFactoryOptions options)
    {
        WhisperLibrary.Load();
        context = new Lazy<WhisperContextHandle>(() => Open(path, options));
        if (!options.DelayInitialization)
            _ = context.Value;
    }

    /// <summary>Loads the model, unless <see cref="WhisperFactoryOptions.DelayInitialization"/>. A bad one shows in <see cref="CreateBuilder"/>.</summary>
    public static WhisperFactory FromPath(string path) => FromPath(path, WhisperFactoryOptions.Default);

    /// <inheritdoc cref="FromPath(string)"/>
    public static WhisperFactory FromPath(string path, WhisperFactoryOptions options) => new(path, options);

    /// <summary>The library's own description: CPU features in use.</summary>
    public static string? GetRuntimeInfo()
    {
        WhisperLibrary.Load();
        return SegmentReader.Text(NativeWhisper.whisper_print_system_info());
    }

    /// <summary>Codes of the languages that multilingual models know.</summary>
    public static IEnumerable<string> GetSupportedLanguages()
    {
        WhisperLibrary.Load();
        for (int id = 0; id <= NativeWhisper.whisper_lang_max_id(); id++)
        {
            if (SegmentReader.Text(NativeWhisper.whisper_lang_str(id)) is { Length: > 0 } language)
                yield return language;
        }
    }

    /// <exception cref="WhisperModelLoadException">The file is missing or no whisper.cpp model.</exception>
    public WhisperProcessorBuilder CreateBuilder()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (context.Value.IsInvalid)
            throw new WhisperModelLoadException("Failed to load the whisper model: the file is missing, unreadable or not in ggml format.");
        return new WhisperProcessorBuilder(context.Value);
    }

    /// <summary>Frees the model; a run that is active keeps it until it ends.</summary>
    public void Dispose()
    {
        disposed = true;
        if (context.IsValueCreated)
            context.Value.Dispose();
    }

    private static unsafe WhisperContextHandle Open(string path, WhisperFactoryOptions options)
    {
        WhisperContextParams* defaults = NativeWhisper.whisper_context_default_params_by_ref();
        WhisperContextParams parameters = *defaults;
        NativeWhisper.whisper_free_context_params(defaults);
        parameters.UseGpu = options.UseGpu ? (byte)1 : (byte)0;
        parameters.FlashAttention = options.UseFlashAttention ? (byte)1 : (byte)0;
        parameters.GpuDevice = options.GpuDevice;
        return NativeWhisper.whisper_init_from_file_with_params_no_state(path, parameters);
    }
}
