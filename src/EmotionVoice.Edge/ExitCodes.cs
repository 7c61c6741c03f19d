namespace EmotionVoice.Edge;

/// <summary>What the program returns to the shell and to systemd; the numbers are those of sysexits(3).</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>The command ran and the answer is no (a check failed, nothing was heard).</summary>
    public const int Failed = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 64;

    /// <summary>Data is damaged or not what it should be: a wrong hash, a broken WAV.</summary>
    public const int DataError = 65;

    /// <summary>An input file is missing or can't be read.</summary>
    public const int NoInput = 66;

    /// <summary>Something needed is out of reach: no source has the model, no sound device, no server.</summary>
    public const int Unavailable = 69;

    /// <summary>A defect of the program itself.</summary>
    public const int Software = 70;

    /// <summary>A file can't be created: read-only folder, full disk, no permission.</summary>
    public const int CannotCreate = 73;

    /// <summary>The configuration is wrong; systemd must not try again.</summary>
    public const int Configuration = 78;

    /// <summary>Stopped by Ctrl+C.</summary>
    public const int Interrupted = 130;
}
