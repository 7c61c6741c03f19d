using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace EmotionVoice.Edge.Models;

/// <summary>The settings file that the program itself writes. Keeps what it does not know.</summary>
internal sealed class SettingsFile(string path)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public string Path { get; } = path;

    /// <summary>The device's settings for root where they exist, else the user's.</summary>
    public static SettingsFile Discover(Func<string, string?> environment, bool isRoot, string systemFolder = "/etc/emotionvoice")
    {
        string home = environment("HOME") is { Length: > 0 } set ? set : "/root";
        string user = environment("XDG_CONFIG_HOME") is { Length: > 0 } config ? config : System.IO.Path.Combine(home, ".config");
        string folder = isRoot && Directory.Exists(systemFolder) ? systemFolder : System.IO.Path.Combine(user, "emotionvoice");
        return new SettingsFile(System.IO.Path.Combine(folder, "settings.json"));
    }

    /// <summary>Changes values in one section; null removes one.</summary>
    /// <returns>The keys that were removed although they held something.</returns>
    /// <exception cref="ModelException">The file is no JSON, or can't be written.</exception>
    public IReadOnlyList<string> Write(string section, IReadOnlyDictionary<string, string?> values)
    {
        JsonObject root = Read();
        JsonObject target = Section(root, section);
        List<string> removed = [];
        foreach ((string key, string? value) in values)
        {
            // Configuration keys ignore case, and "Models:Profile" at the top means the same: none may stand twice.
            bool held = Remove(root, $"{section}:{key}") | Remove(target, key);
            if (value is not null)
                target[key] = value;
            else if (held)
                removed.Add($"{section}:{key}");
        }

        Save(root);
        return removed;
    }

    private JsonObject Read()
    {
        try
        {
            if (!File.Exists(Path))
                return [];
            return JsonNode.Parse(File.ReadAllText(Path), documentOptions: Lenient) as JsonObject ?? throw new JsonException("It is not a JSON object.");
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ModelException(ExitCodes.Configuration, $"The settings file {Path} can't be read: {error.Message} It was not changed. Correct it and run the command again.", error);
        }
    }

    private static JsonObject Section(JsonObject root, string name)
    {
        string? key = root.Select(pair => pair.Key).FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (key is not null && root[key] is JsonObject section)
            return section;
        JsonObject created = [];
        root[key ?? name] = created;
        return created;
    }

    private static bool Remove(JsonObject from, string name)
    {
        string[] keys = [.. from.Select(pair => pair.Key).Where(key => key.Equals(name, StringComparison.OrdinalIgnoreCase))];
        foreach (string key in keys)
            from.Remove(key);
        return keys.Length > 0;
    }

    private void Save(JsonObject root)
    {
        string temporary = $"{Path}.new";
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            File.WriteAllText(temporary, JsonSerializer.Serialize(root, SettingsJson.Default.JsonObject) + "\n");
            if (!OperatingSystem.IsWindows() && File.Exists(Path))
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(Path));
            File.Move(temporary, Path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(ExitCodes.CannotCreate, $"The settings file {Path} can't be written: {error.Message} The choice was not stored. Run the command as a user who may write there.", error);
        }
    }
}

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class SettingsJson : JsonSerializerContext;
