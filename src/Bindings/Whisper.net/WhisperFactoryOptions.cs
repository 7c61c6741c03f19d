namespace Whisper.net;

/// <summary>How a model is loaded. Use <c>new()</c> or <see cref="Default"/>, not <c>default</c>.</summary>
public struct WhisperFactoryOptions
{
    public WhisperFactoryOptions()
    {
    }

    public static WhisperFactoryOptions Default => new();

    public bool UseGpu { get; set; } = true;

    /// <summary>Default false, other than the library's own; about 10 % faster on CPUs, results may differ in the last digits.</summary>
    public bool UseFlashAttention { get; set; } = false;

    public int GpuDevice { get; set; } = 0;

    /// <summary>True: the first <see cref="WhisperFactory.CreateBuilder"/> loads the model, not <c>FromPath</c>.</summary>
    public bool DelayInitialization { get; set; } = false;
}
