using System.Reflection;
using System.Runtime.InteropServices;

namespace EmotionVoice.Bindings;

/// <summary>
/// Finds the native library of a stand-in. Compiled into each stand-in, so that none depends on another.
/// Order: <c>$EMOTIONVOICE_NATIVES/&lt;group&gt;</c>, <c>natives/&lt;group&gt;</c> beside the program,
/// <c>artifacts/natives/&lt;rid&gt;/&lt;group&gt;</c> in a folder above the program (a source tree), the system's loader.
/// </summary>
internal static class NativeSearch
{
    /// <summary>Folders of one group of native files that exist, in search order.</summary>
    internal static IEnumerable<string> Folders(string group)
    {
        string? configured = Environment.GetEnvironmentVariable("EMOTIONVOICE_NATIVES");
        if (!string.IsNullOrEmpty(configured) && Directory.Exists(Path.Combine(configured, group)))
            yield return Path.Combine(configured, group);

        string beside = Path.Combine(AppContext.BaseDirectory, "natives", group);
        if (Directory.Exists(beside))
            yield return beside;

        string rid = "linux-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string built = Path.Combine(folder.FullName, "artifacts", "natives", rid, group);
            if (Directory.Exists(built))
                yield return built;
        }
    }

    /// <summary>Loads the first of <paramref name="fileNames"/> that is found.</summary>
    /// <exception cref="DllNotFoundException">None is there; the message says what to run.</exception>
    internal static nint Load(string group, params ReadOnlySpan<string> fileNames)
    {
        foreach (string folder in Folders(group))
        {
            foreach (string fileName in fileNames)
            {
                string path = Path.Combine(folder, fileName);
                if (File.Exists(path))
                    return NativeLibrary.Load(path);
            }
        }

        foreach (string fileName in fileNames)
        {
            if (NativeLibrary.TryLoad(fileName, Assembly.GetExecutingAssembly(), DllImportSearchPath.SafeDirectories, out nint handle))
                return handle;
        }

        throw new DllNotFoundException(
            $"The native library {fileNames[0]} was not found. In a source tree, ./scripts/natives.sh installs it; " +
            "elsewhere put it into natives/" + group + " beside the program or set EMOTIONVOICE_NATIVES.");
    }
}
