using System.Text.Json;
using System.Text.Json.Serialization;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.State;

/// <summary>
/// Timers and alarms in a file. The new file is complete on the disk before it takes the old one's place, so that neither
/// a power cut nor a full disk loses what was there.
/// </summary>
internal sealed class FileReminderStore(string folder, ILogger<FileReminderStore> log) : IReminderStore
{
    public string Path { get; } = System.IO.Path.Combine(folder, "reminders.json");

    public IReadOnlyList<Reminder> Load()
    {
        try
        {
            if (!File.Exists(Path))
                return [];
            using FileStream file = File.OpenRead(Path);
            return JsonSerializer.Deserialize(file, ReminderJson.Default.ReminderArray) ?? [];
        }
        catch (JsonException e)
        {
            // Out of the way, not gone: somebody may want to know what happened.
            log.RemindersDamaged(e, $"{Path}.damaged");
            File.Move(Path, $"{Path}.damaged", overwrite: true);
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.RemindersUnreadable(e, Path);
            return [];
        }
    }

    public void Save(IReadOnlyList<Reminder> reminders)
    {
        string complete = $"{Path}.new";
        try
        {
            Directory.CreateDirectory(folder);
            using (FileStream file = new(complete, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                JsonSerializer.Serialize(file, [.. reminders], ReminderJson.Default.ReminderArray);
                file.Flush(flushToDisk: true);
            }

            File.Move(complete, Path, overwrite: true);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(Reminder[]))]
internal sealed partial class ReminderJson : JsonSerializerContext;
