namespace Whisper.net.Interop;

/// <summary>What a builder was told. Copied when a processor is built, so that both can go on separately.</summary>
internal sealed record ProcessorSettings
{
    internal WhisperFullParams Native;

    /// <summary>Two-letter code; "" and "auto" detect; null leaves the choice to the library's detection too.</summary>
    internal string? Language { get; set; } = "en";

    internal string? Prompt { get; set; }

    internal bool ComputeProbabilities { get; set; }

    internal static unsafe ProcessorSettings Default()
    {
        WhisperFullParams* defaults = NativeWhisper.whisper_full_default_params_by_ref(0); // greedy
        var settings = new ProcessorSettings { Native = *defaults };
        NativeWhisper.whisper_free_params(defaults);
        settings.Native.PrintProgress = 0; // results go to the caller, never to standard output
        return settings;
    }
}
