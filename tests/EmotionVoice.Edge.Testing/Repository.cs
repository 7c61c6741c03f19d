namespace EmotionVoice.Edge.Testing;

/// <summary>Finds what lies in the source tree, and what may lie beside it.</summary>
public static class Repository
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder of the labelled clips and larger models beside the repository; null when they are not there.</summary>
    public static string? Shared(string path)
    {
        string full = Path.GetFullPath(Path.Combine(Root, "..", "shared", path));
        return File.Exists(full) || Directory.Exists(full) ? full : null;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "EmotionVoice.Edge.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException("The tests run from a folder below EmotionVoice.Edge.sln.");
    }
}
