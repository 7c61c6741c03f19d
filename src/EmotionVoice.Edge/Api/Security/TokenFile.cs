using System.Text.Json;
using EmotionVoice.Edge.State;

namespace EmotionVoice.Edge.Api.Security;

/// <summary>
/// The tokens in a file that only its owner reads. The new file is complete on the disk before it takes the old one's
/// place; a lock beside it keeps two commands from overwriting each other's tokens.
/// </summary>
/// <param name="folder">The state folder.</param>
internal sealed class TokenFile(string folder)
{
    public string Path { get; } = System.IO.Path.Combine(folder, "tokens.json");

    /// <summary>When and how large the file is; changes with every change of it.</summary>
    public (DateTime WrittenUtc, long Bytes) Stamp()
    {
        FileInfo file = new(Path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public IReadOnlyList<Token> Read()
    {
        if (!File.Exists(Path))
            return [];
        try
        {
            using FileStream file = File.OpenRead(Path);
            return JsonSerializer.Deserialize(file, TokenJson.Default.TokenArray) ?? [];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{Path} is damaged ({e.Message}). Repair it, or delete it and make new tokens.", e);
        }
    }

    /// <summary>Reads, changes and writes the tokens as one step.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; it stays as it is.</exception>
    /// <exception cref="IOException">It can't be written, or another command writes it now.</exception>
    public void Change(Func<IReadOnlyList<Token>, IReadOnlyList<Token>> change)
    {
        Directory.CreateDirectory(folder);
        using FileStream held = PrivateFile.Open($"{Path}.lock", FileMode.OpenOrCreate);
        string complete = $"{Path}.new";
        // One that a crash left behind may have another mode.
        File.Delete(complete);
        using (FileStream file = PrivateFile.Open(complete, FileMode.CreateNew))
        {
            JsonSerializer.Serialize(file, [.. change(Read())], TokenJson.Default.TokenArray);
            file.Flush(flushToDisk: true);
        }

        File.Move(complete, Path, overwrite: true);
    }
}
