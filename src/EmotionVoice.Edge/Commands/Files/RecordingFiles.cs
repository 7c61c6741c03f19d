using System.CommandLine;
using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Commands.Files;

/// <summary>The recordings that a command line names.</summary>
internal static class RecordingFiles
{
    public static Argument<string[]> Argument() => new("recording")
    {
        Description = "WAV files, or folders with WAV files (searched with all that is in them).",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>The parser hands misspelt options to an argument that takes many words; they are named with the command's other errors.</summary>
    public static void RefuseOptions(Command command, Argument<string[]> argument) => command.Validators.Add(result =>
    {
        foreach (string word in (result.GetValue(argument) ?? []).Where(word => word.StartsWith('-') && !Path.Exists(word)))
            result.AddError($"There is no option {word}.");
    });

    /// <summary>Files as named, folders as the WAV files in them, in order of their names.</summary>
    /// <exception cref="InputException">Names every path that is missing or holds no recording.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths)
    {
        List<string> files = [];
        List<string> problems = [];
        foreach (string path in paths)
        {
            if (!Directory.Exists(path))
            {
                files.Add(path);
                if (!File.Exists(path))
                    problems.Add($"There is no recording {path}. Check the name.");
                continue;
            }

            string[] found = InFolder(path, problems);
            files.AddRange(found);
        }

        return problems.Count == 0 ? files : throw new InputException(string.Join('\n', problems));
    }

    /// <summary>Reads every file once.</summary>
    /// <exception cref="InputException">Names every one that can't be read.</exception>
    public static void RequireReadable(IEnumerable<string> files)
    {
        List<InputException> problems = [];
        foreach (string file in files)
        {
            try
            {
                Read(file);
            }
            catch (InputException e)
            {
                problems.Add(e);
            }
        }

        if (problems.Count > 0)
            throw new InputException(string.Join('\n', problems.Select(problem => problem.Message)), problems[0].ExitCode, problems[0]);
    }

    /// <summary>Mono at 16 kHz.</summary>
    /// <exception cref="InputException">It can't be read.</exception>
    public static float[] Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return WavReader.ReadMono16k(stream).Samples;
        }
        catch (WavFormatException e)
        {
            throw new InputException($"{path}: {e.Message}", ExitCodes.DataError, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} can't be read: {e.Message}", ExitCodes.NoInput, e);
        }
    }

    private static string[] InFolder(string folder, List<string> problems)
    {
        try
        {
            string[] found = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => file.EndsWith(".wav", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
            if (found.Length == 0)
                problems.Add($"The folder {folder} holds no .wav files.");
            return found;
        }
        catch (UnauthorizedAccessException e)
        {
            problems.Add($"The folder {folder} can't be searched: {e.Message}");
            return [];
        }
    }
}
