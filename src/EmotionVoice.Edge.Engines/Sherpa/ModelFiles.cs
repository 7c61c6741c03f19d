namespace EmotionVoice.Edge.Engines.Sherpa;

/// <summary>
/// Looks at model files before native code does: sherpa-onnx ends the whole process over a file that exists and can't
/// be read, so whatever can be told from outside is told here, as an exception.
/// </summary>
internal static class ModelFiles
{
    private const string Remedy = "Run `emotionvoice models verify` to see which files are wrong and `emotionvoice models fetch` to get them.";

    /// <exception cref="FileNotFoundException">It is not there.</exception>
    internal static void Require(string path, string role)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"{role} is missing: {path}. {Remedy}", path);
    }

    /// <returns>The model's metadata, as far as it has any.</returns>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="InvalidDataException">It is cut short or is no ONNX model.</exception>
    internal static IReadOnlyDictionary<string, string> RequireOnnx(string path, string role)
    {
        Require(path, role);
        using FileStream file = File.OpenRead(path);
        return OnnxFile.TryReadMetadata(file, out IReadOnlyDictionary<string, string> metadata)
            ? metadata
            : throw new InvalidDataException($"{role} is damaged or is not an ONNX model: {path}. {Remedy}");
    }

    /// <summary>A list of <c>token id</c>, one a line.</summary>
    /// <inheritdoc cref="RequireOnnx"/>
    internal static void RequireTokens(string path, string role)
    {
        Require(path, role);
        int count = 0;
        foreach (string line in File.ReadLines(path))
        {
            if (line.Length == 0)
                continue;
            if (!int.TryParse(line.AsSpan(line.LastIndexOf(' ') + 1), out _))
                throw new InvalidDataException($"{role} is damaged: {path} has a line without a number. {Remedy}");
            count++;
        }

        if (count == 0)
            throw new InvalidDataException($"{role} is empty: {path}. {Remedy}");
    }

    /// <summary>The folder of pronunciation data that Piper voices and espeak-ng share.</summary>
    /// <exception cref="DirectoryNotFoundException">It, or a file that every language needs, is missing.</exception>
    internal static void RequireEspeakData(string folder)
    {
        foreach (string name in (ReadOnlySpan<string>)["phontab", "phonindex", "phondata", "intonations"])
        {
            if (!File.Exists(Path.Combine(folder, name)))
            {
                throw new DirectoryNotFoundException(
                    $"The pronunciation data of the voice is missing: no {name} in {folder}. {Remedy} " +
                    "Debian's package espeak-ng-data has the same files.");
            }
        }
    }
}
