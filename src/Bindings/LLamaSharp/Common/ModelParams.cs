using System.Text;
using LLama.Abstractions;
using LLama.Interop;

namespace LLama.Common;

/// <summary>Settings of a model and of a context.</summary>
public record ModelParams : ILLamaParams
{
    /// <summary>Settings for one GGUF file. Loads the native library, as upstream does.</summary>
    public ModelParams(string modelPath)
    {
        LLamaLibrary.EnsureLoaded();
        ModelPath = modelPath;
    }

    /// <inheritdoc/>
    public uint? ContextSize { get; set; }

    /// <inheritdoc/>
    public int GpuLayerCount { get; set; } = 20;

    /// <inheritdoc/>
    public bool UseMemorymap { get; set; } = true;

    /// <inheritdoc/>
    public string ModelPath { get; set; }

    /// <inheritdoc/>
    public int? Threads { get; set; }

    /// <inheritdoc/>
    public int? BatchThreads { get; set; }

    /// <inheritdoc/>
    public uint BatchSize { get; set; } = 512;

    /// <inheritdoc/>
    public uint UBatchSize { get; set; } = 512;

    /// <inheritdoc/>
    public bool VocabOnly { get; set; }

    /// <inheritdoc/>
    public bool? SwaFull { get; set; }

    /// <inheritdoc/>
    public Encoding Encoding { get; set; } = Encoding.UTF8;
}
