using System.IO.Enumeration;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>The system's files, below a root that tests replace. What can't be read counts as not there.</summary>
internal sealed class SystemFiles(string root = "/")
{
    /// <summary>Where a path of the system really lies.</summary>
    public string PathOf(string path) => Path.Combine(root, path.TrimStart('/'));

    public bool Exists(string path) => File.Exists(PathOf(path)) || Directory.Exists(PathOf(path));

    /// <summary>The whole text, or null.</summary>
    public string? Text(string path)
    {
        try
        {
            return File.Exists(PathOf(path)) ? File.ReadAllText(PathOf(path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public IEnumerable<string> Lines(string path) => Text(path)?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Entries of a folder whose names fit a pattern such as <c>gpiochip*</c>, as paths of the system.</summary>
    public IReadOnlyList<string> Find(string folder, string pattern)
    {
        try
        {
            return Directory.Exists(PathOf(folder))
                ? [.. Directory.EnumerateFileSystemEntries(PathOf(folder)).Select(Path.GetFileName).OfType<string>()
                    .Where(name => FileSystemName.MatchesSimpleExpression(pattern, name)).Order(StringComparer.Ordinal).Select(name => $"{folder.TrimEnd('/')}/{name}")]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Whether this user may read and write a device or file.</summary>
    public bool CanOpen(string path)
    {
        try
        {
            using FileStream _ = new(PathOf(path), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true; // busy, or a device that doesn't seek: permission is not what is missing
        }
        catch (NotSupportedException)
        {
            return true;
        }
    }

    /// <summary>Whether a file can be made in a folder, or the folder itself where its parent exists.</summary>
    public bool CanWriteIn(string folder)
    {
        string? at = PathOf(folder);
        while (at is not null && !Directory.Exists(at))
            at = Path.GetDirectoryName(at);
        if (at is null)
            return false;
        string probe = Path.Combine(at, $".emotionvoice-{Guid.NewGuid():N}");
        try
        {
            using FileStream _ = new(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
