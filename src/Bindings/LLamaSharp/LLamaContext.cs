using System.Text;
using LLama.Abstractions;
using LLama.Exceptions;
using LLama.Interop;
using LLama.Native;
using Microsoft.Extensions.Logging;

namespace LLama;

/// <summary>Evaluates tokens over one model and remembers them. Not safe for use by several threads.</summary>
public sealed class LLamaContext : IDisposable
{
    /// <summary>Makes a context.</summary>
    /// <exception cref="RuntimeError">The library refused, mostly for lack of memory.</exception>
    public LLamaContext(LLamaWeights model, IContextParams @params, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(@params);
        _ = logger; // upstream's own messages; there are none here
        Encoding = @params.Encoding;
        NativeHandle = SafeLLamaContextHandle.Create(model.NativeHandle, NativeParams.From(@params));
    }

    /// <summary>Tokens that the context holds.</summary>
    public uint ContextSize => NativeHandle.ContextSize;

    /// <summary>Most tokens of one batch.</summary>
    public uint BatchSize => NativeHandle.BatchSize;

    /// <summary>The native context.</summary>
    public SafeLLamaContextHandle NativeHandle { get; }

    /// <summary>Text encoding of the model.</summary>
    public Encoding Encoding { get; }

    /// <summary>The model's tokens.</summary>
    public SafeLlamaModelHandle.Vocabulary Vocab => NativeHandle.Vocab;

    /// <summary>Threads for one token.</summary>
    public int GenerationThreads
    {
        get => NativeHandle.GenerationThreads;
        set => NativeHandle.GenerationThreads = value;
    }

    /// <summary>Threads for a batch.</summary>
    public int BatchThreads
    {
        get => NativeHandle.BatchThreads;
        set => NativeHandle.BatchThreads = value;
    }

    /// <summary>Splits text into tokens.</summary>
    public LLamaToken[] Tokenize(string text, bool addBos = true, bool special = false) =>
        NativeHandle.ModelHandle.Tokenize(text, addBos, special, Encoding);

    /// <summary>Evaluates a batch.</summary>
    /// <exception cref="ArgumentException">It has more tokens than <see cref="BatchSize"/>.</exception>
    public DecodeResult Decode(LLamaBatch batch) => NativeHandle.Decode(batch);

    /// <summary>Evaluates a batch on another thread; the token prevents the start, it does not interrupt.</summary>
    public Task<DecodeResult> DecodeAsync(LLamaBatch batch, CancellationToken cancellationToken = default) =>
        Task.Run(() => Decode(batch), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => NativeHandle.Dispose();
}
