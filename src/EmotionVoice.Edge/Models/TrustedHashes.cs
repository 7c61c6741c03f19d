using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmotionVoice.Edge.Models;

/// <summary>Hashes of files that the catalogue knows none for, recorded when the user said to trust the first fetch.</summary>
internal sealed class TrustedHashes(string file)
{
    /// <summary>Null when the file was never trusted.</summary>
    /// <param name="key">Model id and path.</param>
    /// <exception cref="ModelException">The record is damaged.</exception>
    public string? Find(string key) => Read().GetValueOrDefault(key);

    /// <exception cref="IOException"/>
    /// <exception cref="UnauthorizedAccessException"/>
    public void Record(string key, string sha256)
    {
        Dictionary<string, string> all = Read();
        all[key] = sha256;
        string temporary = $"{file}.{Guid.NewGuid():N}";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(all, TrustedHashesJson.Default.DictionaryStringString));
        File.Move(temporary, file, overwrite: true);
    }

    private Dictionary<string, string> Read()
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllBytes(file), TrustedHashesJson.Default.DictionaryStringString) ?? [] : [];
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ModelException(ExitCodes.DataError,
                $"The record of trusted models {file} can't be read: {error.Message} Models without a known hash can't be used. Delete the file and fetch them again with --trust-on-first-use.", error);
        }
    }
}

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class TrustedHashesJson : JsonSerializerContext;
