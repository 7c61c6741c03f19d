namespace Whisper.net.Interop;

/// <summary>What a builder was told. Copied when a processor is built, so that both can go on separately.</summary>
internal sealed record ProcessorSettings
{
    private const int Greedy = 0, BeamSearch = 1;

    internal WhisperFullParams Native;

    /// <summary>Two-letter code; "" and "auto" detect; null leaves the choice to the library's detection too.</summary>
    internal string? Language { get; set; } = "en";

    internal string? Prompt { get; set; }

    internal bool ComputeProbabilities { get; set; }

    internal static ProcessorSettings Default() => new() { Native = Defaults(Greedy) };

    /// <summary>The library's defaults of beam search for what sets it apart; everything else stays as it is.</summary>
    internal void UseBeamSearch()
    {
        WhisperFullParams defaults = Defaults(BeamSearch);
        Native.Strategy = defaults.Strategy;
        Native.BestOf = defaults.BestOf;
        Native.BeamSize = defaults.BeamSize;
        Native.Patience = defaults.Patience;
    }

    private static unsafe WhisperFullParams Defaults(int strategy)
    {
        WhisperFullParams* defaults = NativeWhisper.whisper_full_default_params_by_ref(strategy);
        WhisperFullParams copy = *defaults;
        NativeWhisper.whisper_free_params(defaults);
        copy.PrintProgress = 0; // results go to the caller, never to standard output
        return copy;
    }
}
