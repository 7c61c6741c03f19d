using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace EmotionVoice.Edge.Engines.WordEmotion;

/// <summary>
/// Reads a safetensors file: eight bytes of header length (little endian), a JSON header with type, shape and place of
/// every tensor, then the tensors' bytes. Format: https://huggingface.co/docs/safetensors.
/// </summary>
internal sealed class SafetensorsFile
{
    private const int LengthBytes = 8;

    private readonly string _path;
    private readonly byte[] _bytes;
    private readonly int _body;
    private readonly Dictionary<string, Entry> _entries = [];
    private readonly Dictionary<string, string> _metadata = [];

    private SafetensorsFile(string path, byte[] bytes)
    {
        _path = path;
        _bytes = bytes;
        ulong header = bytes.Length < LengthBytes ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (header < 2 || header > (ulong)(bytes.Length - LengthBytes))
            throw Corrupt("its header length is wrong");
        _body = LengthBytes + (int)header;
        try
        {
            using JsonDocument json = JsonDocument.Parse(bytes.AsMemory(LengthBytes, (int)header));
            foreach (JsonProperty property in json.RootElement.EnumerateObject())
                Add(property);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw Corrupt("its header cannot be read", e);
        }
    }

    /// <exception cref="InvalidDataException">The file is damaged, or something else.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafetensorsFile Load(string path) => new(path, File.ReadAllBytes(path));

    /// <summary>A text from the header's metadata.</summary>
    public string Metadata(string key) => _metadata.TryGetValue(key, out string? value) ? value : throw Corrupt($"its metadata lacks '{key}'");

    public sbyte[] Int8(string name, params int[] shape) => MemoryMarshal.Cast<byte, sbyte>(Bytes(name, "I8", 1, shape)).ToArray();

    public float[] Float32(string name, params int[] shape)
    {
        ReadOnlySpan<byte> bytes = Bytes(name, "F32", sizeof(float), shape);
        float[] values = new float[bytes.Length / sizeof(float)];
        for (int i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        return values;
    }

    /// <summary>Half-precision values, widened.</summary>
    public float[] Float16(string name, params int[] shape)
    {
        ReadOnlySpan<byte> bytes = Bytes(name, "F16", 2, shape);
        float[] values = new float[bytes.Length / 2];
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(i * 2)..]);
        return values;
    }

    public InvalidDataException Corrupt(string why, Exception? cause = null) =>
        new($"{_path} is not the model it should be: {why}. Fetch it again (emotionvoice models verify shows which files are damaged).", cause);

    private void Add(JsonProperty property)
    {
        if (property.NameEquals("__metadata__"))
        {
            foreach (JsonProperty entry in property.Value.EnumerateObject())
                _metadata[entry.Name] = entry.Value.GetString() ?? "";
            return;
        }

        JsonElement offsets = property.Value.GetProperty("data_offsets");
        _entries[property.Name] = new Entry(
            property.Value.GetProperty("dtype").GetString() ?? "",
            [.. property.Value.GetProperty("shape").EnumerateArray().Select(x => x.GetInt32())],
            offsets[0].GetInt64(),
            offsets[1].GetInt64());
    }

    private ReadOnlySpan<byte> Bytes(string name, string type, int size, int[] shape)
    {
        if (!_entries.TryGetValue(name, out Entry? entry))
            throw Corrupt($"it has no tensor '{name}'");
        if (entry.Type != type || !entry.Shape.AsSpan().SequenceEqual(shape))
            throw Corrupt($"tensor '{name}' is {entry.Type} [{string.Join(", ", entry.Shape)}], expected {type} [{string.Join(", ", shape)}]");
        long length = shape.Aggregate((long)size, (product, n) => product * n);
        if (entry.Begin < 0 || entry.End - entry.Begin != length || entry.End > _bytes.Length - _body)
            throw Corrupt($"tensor '{name}' does not lie within it; it may be cut short");
        return _bytes.AsSpan(_body + (int)entry.Begin, (int)length);
    }

    private sealed record Entry(string Type, int[] Shape, long Begin, long End);
}
