namespace EmotionVoice.Edge.State;

/// <summary>Files of which others on the machine know nothing.</summary>
internal static class PrivateFile
{
    /// <summary>Opens a file for this process alone; one that is made is readable by its owner only.</summary>
    /// <exception cref="IOException">It can't be opened, or another process has it.</exception>
    public static FileStream Open(string path, FileMode mode)
    {
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
