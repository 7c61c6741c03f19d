using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmotionVoice.Edge.Api.Audit;

/// <summary>One line of the audit trail. Never what was said or answered.</summary>
/// <param name="Seq">Grows by one.</param>
/// <param name="At">When.</param>
/// <param name="Who">A token's id, <c>local</c>, an address, or the user of a command.</param>
/// <param name="Door">Through which: <c>http</c>, <c>command</c>, <c>daemon</c>.</param>
/// <param name="What">What was done, in a word.</param>
/// <param name="Detail">More about it; at most <see cref="LongestDetail"/> characters.</param>
/// <param name="Prev">Hash of the line before.</param>
internal sealed record AuditEntry(long Seq, DateTimeOffset At, string Who, string Door, string What, string Detail, string Prev)
{
    public const int LongestDetail = 300;

    private const string HashKey = ",\"hash\":\"";
    private const int HashCharacters = 64;

    /// <summary>Before the first line.</summary>
    public static string Beginning { get; } = new('0', HashCharacters);

    /// <summary>The line without its end: the entry, and the hash over all before it. With the hash before inside, no line can change unseen.</summary>
    public (string Line, string Hash) Seal()
    {
        string body = JsonSerializer.Serialize(this, AuditJson.Default.AuditEntry)[..^1];
        string hash = Hash(body);
        return ($"{body}{HashKey}{hash}\"}}", hash);
    }

    /// <summary>False for a line that was changed, torn or never was one.</summary>
    public static bool TryOpen(string line, out AuditEntry entry, out string hash)
    {
        (entry, hash) = (null!, "");
        int end = line.Length - HashKey.Length - HashCharacters - 2;
        if (end <= 0 || string.CompareOrdinal(line, end, HashKey, 0, HashKey.Length) != 0 || !line.EndsWith("\"}", StringComparison.Ordinal))
            return false;
        string body = line[..end];
        hash = line.Substring(end + HashKey.Length, HashCharacters);
        if (hash != Hash(body))
            return false;
        try
        {
            entry = JsonSerializer.Deserialize($"{body}}}", AuditJson.Default.AuditEntry)!;
            return entry is { Prev: not null, What: not null };
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AuditEntry))]
internal sealed partial class AuditJson : JsonSerializerContext;
