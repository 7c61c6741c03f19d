using System.Text;

namespace LLama.Abstractions;

/// <summary>What a model file is loaded with.</summary>
public interface IModelParams
{
    /// <summary>Layers given to a GPU.</summary>
    int GpuLayerCount { get; }

    /// <summary>Whether the file is mapped into memory rather than read.</summary>
    bool UseMemorymap { get; }

    /// <summary>The GGUF file.</summary>
    string ModelPath { get; }

    /// <summary>Whether only the vocabulary is loaded.</summary>
    bool VocabOnly { get; }
}

/// <summary>What a context is made with.</summary>
public interface IContextParams
{
    /// <summary>Tokens; null: the model's own.</summary>
    uint? ContextSize { get; }

    /// <summary>Most tokens of one batch.</summary>
    uint BatchSize { get; }

    /// <summary>Tokens evaluated at once within a batch.</summary>
    uint UBatchSize { get; }

    /// <summary>Text encoding of the model.</summary>
    Encoding Encoding { get; }

    /// <summary>Threads for one token; null: half of the processors.</summary>
    int? Threads { get; }

    /// <summary>Threads for a batch; null: half of the processors.</summary>
    int? BatchThreads { get; }

    /// <summary>Whether layers with sliding window attention keep all positions; null: libllama's default.</summary>
    bool? SwaFull { get; }
}

/// <summary>Both.</summary>
public interface ILLamaParams : IModelParams, IContextParams;
