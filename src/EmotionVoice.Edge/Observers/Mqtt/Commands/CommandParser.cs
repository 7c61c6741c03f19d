using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Observers.Mqtt.Commands;

/// <summary>
/// From a payload to a command. Strict: one JSON object of known fields, each of its type and within its limits; the
/// error names what is wrong. Pure.
/// </summary>
internal static class CommandParser
{
    public const int MaxBytes = 8 * 1024;
    public const int MaxText = 1_000;
    public const int MaxId = 64;

    private static readonly JsonDocumentOptions s_strict = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    public static IReadOnlyList<string> Names { get; } = ["say", "mute", "volume", "led", "wake", "forget", "profile"];

    /// <param name="name">Last part of the topic.</param>
    /// <param name="payload">As it came.</param>
    /// <param name="command">The command, or null.</param>
    /// <param name="id">The sender's mark, as far as it can be read.</param>
    /// <param name="problem">What is wrong, in one sentence.</param>
    public static bool TryParse(string name, in ReadOnlySequence<byte> payload, out Command? command, out string? id, out string problem)
    {
        (command, id) = (null, null);
        if (!Names.Contains(name, StringComparer.Ordinal))
            problem = $"There is no such command; the commands are {string.Join(", ", Names)}.";
        else if (payload.IsEmpty)
            problem = "The payload is empty; a JSON object is expected, {} at least.";
        else if (payload.Length > MaxBytes)
            problem = $"The payload has {payload.Length} bytes; at most {MaxBytes} are allowed.";
        else
            return TryRead(name, payload.ToArray(), out command, out id, out problem);
        return false;
    }

    private static bool TryRead(string name, byte[] payload, out Command? command, out string? id, out string problem)
    {
        (command, id) = (null, null);
        if (!Utf8.IsValid(payload))
        {
            problem = "The payload is not valid UTF-8.";
            return false;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(payload, s_strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                problem = "The payload is not a JSON object.";
                return false;
            }

            Fields fields = new(document.RootElement);
            id = fields.Text("id", 1, MaxId, required: false);
            Command read = Read(name, id, fields);
            problem = fields.Problems();
            command = problem.Length == 0 ? read : null;
            return command is not null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape such as \ud800 is no character.
            problem = "The payload is not valid JSON.";
            return false;
        }
    }

    private static Command Read(string name, string? id, Fields fields) => name switch
    {
        "say" => new SayCommand(id, fields.Text("text", 1, MaxText)!, Language(fields), Tone(fields)),
        "mute" => new MuteCommand(id, fields.Flag("muted")),
        "volume" => new VolumeCommand(id, fields.Whole("volume", 0, 100)),
        "led" => new LedCommand(id, fields.Whole("brightness", 0, 100)),
        "wake" => new WakeCommand(id),
        "forget" => new ForgetCommand(id),
        _ => new ProfileCommand(id, fields.Text("profile", 1, 64)!),
    };

    private static string? Language(Fields fields)
    {
        string? language = fields.Text("language", 2, 3, required: false);
        if (language is not null && !language.All(char.IsAsciiLetterLower))
            fields.Wrong("language", "must be an ISO 639-1 code such as en or ko");
        return language;
    }

    private static EmotionLabel? Tone(Fields fields)
    {
        if (fields.Text("emotion", 1, 16, required: false) is not { } name)
            return null;
        int label = EmotionLabels.Names.ToList().IndexOf(name);
        if (label < 0)
            fields.Wrong("emotion", $"must be one of {string.Join(", ", EmotionLabels.Names)}");
        return (EmotionLabel)label;
    }

    /// <summary>Takes fields out of an object and collects what is wrong.</summary>
    private sealed class Fields(JsonElement root)
    {
        private readonly List<string> _problems = [];
        private readonly HashSet<string> _known = [];

        public void Wrong(string field, string what) => _problems.Add($"{field} {what}");

        public string? Text(string field, int min, int max, bool required = true)
        {
            if (!Find(field, required, out JsonElement value))
                return null;
            if (value.ValueKind != JsonValueKind.String)
                Wrong(field, "must be a string");
            else if (value.GetString() is { } text && (text.Trim().Length < min || text.Length > max || text.Any(c => char.IsControl(c) && c != '\n')))
                Wrong(field, $"must have {min} to {max} characters, none of them a control character");
            else
                return value.GetString();
            return null;
        }

        public bool Flag(string field)
        {
            if (Find(field, required: true, out JsonElement value) && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                Wrong(field, "must be true or false");
            return value.ValueKind == JsonValueKind.True;
        }

        public int Whole(string field, int min, int max)
        {
            if (!Find(field, required: true, out JsonElement value))
                return 0;
            if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= min && number <= max)
                return number;
            Wrong(field, $"must be a whole number from {min} to {max}");
            return 0;
        }

        public string Problems()
        {
            // A field's name comes from outside: not all of it is repeated.
            _problems.AddRange(root.EnumerateObject().Where(field => !_known.Contains(field.Name))
                .Select(field => $"there is no field \"{(field.Name.Length > 32 ? field.Name[..32] + "…" : field.Name)}\"").Take(3));
            return _problems.Count == 0 ? "" : $"{char.ToUpperInvariant(_problems[0][0])}{string.Join("; ", _problems)[1..]}.";
        }

        private bool Find(string field, bool required, out JsonElement value)
        {
            _known.Add(field);
            if (root.TryGetProperty(field, out value))
                return true;
            if (required)
                Wrong(field, "is missing");
            return false;
        }
    }
}
