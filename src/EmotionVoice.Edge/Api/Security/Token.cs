using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace EmotionVoice.Edge.Api.Security;

/// <summary>A token as it is stored: enough to know it again, not to make it.</summary>
/// <param name="Id">Names it in lists and in the audit trail.</param>
/// <param name="Name">For whom it was made.</param>
/// <param name="Scopes">What it allows.</param>
/// <param name="Sha256">Hexadecimal SHA-256 of the secret. No salt, no slow hash: 256 random bits can't be guessed.</param>
/// <param name="Created">When.</param>
/// <param name="Expires">From then on it is not valid; null: never.</param>
internal sealed record Token(string Id, string Name, Scopes Scopes, string Sha256, DateTimeOffset Created, DateTimeOffset? Expires)
{
    public bool IsExpired(DateTimeOffset now) => now >= Expires;
}

/// <summary>The secret that its owner sends, seen once when it is made.</summary>
internal static class Secret
{
    /// <summary>Marks tokens of this program, so that those who scan for leaked secrets find them.</summary>
    public const string Prefix = "ev_";

    /// <summary>As OpenAI's clients know them.</summary>
    public const string EphemeralPrefix = "ek_";

    private const int Bytes = 32;

    public static string Create(string prefix = Prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static string CreateId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(Token[]))]
internal sealed partial class TokenJson : JsonSerializerContext;
