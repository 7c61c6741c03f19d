namespace EmotionVoice.Edge.State;

/// <summary>Files and folders that nobody but their owner may read, whatever the umask is. On Windows, as the folder is.</summary>
internal static class OwnersFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the file where there is none; one that is there is closed to others.</summary>
    public static void Make(string path)
    {
        FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Owner;
        using (new FileStream(path, options))
        {
        }

        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, Owner);
    }

    /// <summary>Makes the folder where there is none; one that is there stays as it is.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, Owner | UnixFileMode.UserExecute);
    }

    public static bool IsClosedToOthers(string path) => OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & ~Owner) == 0;
}
