using System.Text;

namespace EmotionVoice.Edge.Engines.Sherpa;

/// <summary>
/// Walks the outermost fields of an ONNX file (a protobuf ModelProto, onnx/onnx.proto): enough to tell a file that was
/// cut short, or that is something else, without reading its weights.
/// </summary>
internal static class OnnxFile
{
    private const int GraphField = 7;
    private const int MetadataField = 14;
    private const int LongestMetadata = 1 << 20;

    internal static bool TryReadMetadata(Stream file, out IReadOnlyDictionary<string, string> metadata)
    {
        Dictionary<string, string> entries = [];
        metadata = entries;
        bool graph = false;
        long length = file.Length;
        while (file.Position < length)
        {
            if (!TryReadVarint(file, out ulong tag))
                return false;

            ulong size;
            switch (tag & 7)
            {
                case 0 when TryReadVarint(file, out _):
                    continue;
                case 1:
                    size = 8;
                    break;
                case 2 when TryReadVarint(file, out size):
                    break;
                case 5:
                    size = 4;
                    break;
                default:
                    return false;
            }

            if (size > (ulong)(length - file.Position))
                return false;
            long next = file.Position + (long)size;
            graph |= tag >> 3 == GraphField;
            if (tag >> 3 == MetadataField && size <= LongestMetadata)
                ReadEntry(file, (int)size, entries);
            file.Position = next;
        }

        return graph;
    }

    // StringStringEntryProto: key = 1, value = 2, both text.
    private static void ReadEntry(Stream file, int size, Dictionary<string, string> entries)
    {
        byte[] bytes = new byte[size];
        file.ReadExactly(bytes);
        using MemoryStream entry = new(bytes);
        string key = "", value = "";
        while (TryReadVarint(entry, out ulong tag) && TryReadVarint(entry, out ulong length) && length <= (ulong)(size - entry.Position))
        {
            string text = Encoding.UTF8.GetString(bytes, (int)entry.Position, (int)length);
            entry.Position += (long)length;
            if (tag >> 3 == 1)
                key = text;
            else
                value = text;
        }

        entries[key] = value;
    }

    private static bool TryReadVarint(Stream stream, out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            int next = stream.ReadByte();
            if (next < 0)
                return false;
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return true;
        }

        return false;
    }
}
