namespace Whisper.net.LibraryLoader;

/// <summary>Where the native library is. Set before the first use of <see cref="WhisperFactory"/>.</summary>
public static class RuntimeOptions
{
    /// <summary>Path of a file whose folder holds <c>runtimes/linux-x64/libwhisper.so</c>; null: the usual places only.</summary>
    public static string? LibraryPath { get; set; }
}
