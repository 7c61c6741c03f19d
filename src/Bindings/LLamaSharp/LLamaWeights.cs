using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using LLama.Abstractions;
using LLama.Exceptions;
using LLama.Interop;
using LLama.Native;
using Microsoft.Extensions.Logging;

namespace LLama;

/// <summary>A model in memory.</summary>
public sealed class LLamaWeights : IDisposable
{
    private LLamaWeights(SafeLlamaModelHandle handle)
    {
        NativeHandle = handle;
        Metadata = handle.ReadMetadata();
    }

    /// <summary>The native model.</summary>
    public SafeLlamaModelHandle NativeHandle { get; }

    /// <summary>Tokens that the model was trained to look back on.</summary>
    public int ContextSize => NativeHandle.ContextSize;

    /// <summary>Number of weights.</summary>
    public ulong ParameterCount => NativeHandle.ParameterCount;

    /// <summary>The model's tokens.</summary>
    public SafeLlamaModelHandle.Vocabulary Vocab => NativeHandle.Vocab;

    /// <summary>The file's key-value pairs, arrays left out.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; set; }

    /// <summary>Loads a GGUF file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="LoadWeightsFailedException">The file is not a model that can be loaded.</exception>
    public static LLamaWeights LoadFromFile(IModelParams @params)
    {
        ArgumentNullException.ThrowIfNull(@params);
        return new LLamaWeights(SafeLlamaModelHandle.LoadFromFile(@params.ModelPath, NativeParams.From(@params)));
    }

    /// <summary>Loads a GGUF file on another thread; progress runs from 0 to 1.</summary>
    /// <inheritdoc cref="LoadFromFile"/>
#pragma warning disable CA1068 // upstream's order of parameters
    public static Task<LLamaWeights> LoadFromFileAsync(
        IModelParams @params, CancellationToken token = default, IProgress<float>? progressReporter = null)
#pragma warning restore CA1068
    {
        ArgumentNullException.ThrowIfNull(@params);
        string path = @params.ModelPath;
        NativeModelParams native = NativeParams.From(@params);
        return Task.Run(() => Load(path, native, new LoadRun(token, progressReporter)), token);
    }

    /// <summary>Makes a context over this model.</summary>
    public LLamaContext CreateContext(IContextParams @params, ILogger? logger = null) => new(this, @params, logger);

    /// <summary>Splits text into tokens.</summary>
    public LLamaToken[] Tokenize(string text, bool add_bos, bool special, Encoding encoding) =>
        NativeHandle.Tokenize(text, add_bos, special, encoding);

    /// <inheritdoc/>
    public void Dispose() => NativeHandle.Dispose();

    private static unsafe LLamaWeights Load(string path, NativeModelParams native, LoadRun run)
    {
        GCHandle handle = GCHandle.Alloc(run);
        try
        {
            native.progress_callback = &OnProgress;
            native.progress_callback_user_data = GCHandle.ToIntPtr(handle);
            LLamaWeights weights = new(SafeLlamaModelHandle.LoadFromFile(path, native));
            run.Progress?.Report(1);
            return weights;
        }
        catch (LoadWeightsFailedException)
        {
            // The library reports a load that was stopped as one that failed.
            run.Token.ThrowIfCancellationRequested();
            throw;
        }
        finally
        {
            handle.Free();
        }
    }

    // A zero stops the load.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte OnProgress(float progress, nint userData)
    {
        LoadRun run = (LoadRun)GCHandle.FromIntPtr(userData).Target!;
        try
        {
            run.Progress?.Report(Math.Clamp(progress, 0, 1));
        }
#pragma warning disable CA1031 // a listener's failure must not cross into native code
        catch (Exception)
#pragma warning restore CA1031
        {
        }

        return (byte)(run.Token.IsCancellationRequested ? 0 : 1);
    }

    private sealed record LoadRun(CancellationToken Token, IProgress<float>? Progress);
}
