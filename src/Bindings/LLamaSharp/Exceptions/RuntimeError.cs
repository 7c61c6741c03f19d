using LLama.Native;

namespace LLama.Exceptions;

/// <summary>libllama reported a failure.</summary>
#pragma warning disable CA1710 // upstream's names end in Error
public class RuntimeError(string message) : Exception(message);
#pragma warning restore CA1710

/// <summary>A file is there but is not a model that can be loaded.</summary>
public class LoadWeightsFailedException(string modelPath) : RuntimeError($"Failed to load model '{modelPath}'")
{
    /// <summary>The file.</summary>
    public string ModelPath { get; } = modelPath;
}

/// <summary>A batch was not evaluated.</summary>
public class LLamaDecodeError(DecodeResult returnCode) : RuntimeError($"llama_decode failed: '{returnCode}'")
{
    /// <summary>The reason.</summary>
    public DecodeResult ReturnCode { get; } = returnCode;
}

/// <summary>The chat template is none of those that libllama knows.</summary>
public class MissingTemplateException : RuntimeError
{
    public MissingTemplateException() : base("The chat template is not one that libllama knows.")
    {
    }

    public MissingTemplateException(string message) : base($"The chat template is not one that libllama knows: '{message}'")
    {
    }
}

/// <summary>The model carries no chat template.</summary>
public class TemplateNotFoundException(string name) : RuntimeError($"The model carries no chat template '{name}'.");

/// <summary>No logits were computed for that index of the batch.</summary>
public class GetLogitsInvalidIndexException(int index) : RuntimeError($"llama_get_logits_ith({index}) returned null")
{
    /// <summary>The index.</summary>
    public int Index { get; } = index;
}
