using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Api.Security;

/// <summary>Why a token is not let in.</summary>
internal enum TokenRefusal
{
    None,
    Unknown,
    Expired,

    /// <summary>A token for one use was used before.</summary>
    Used,
}

/// <summary>Knows the valid tokens: those of the file, as it is now, the one of the settings, and those for one use. Any thread.</summary>
/// <param name="file">May change at any time: what `emotionvoice token` does needs no restart.</param>
/// <param name="fixedToken">The one of the settings, or null.</param>
/// <param name="clock">Decides what is expired.</param>
/// <param name="log">Told when the file can't be read.</param>
internal sealed class TokenDesk(TokenFile file, Token? fixedToken, TimeProvider clock, ILogger<TokenDesk> log)
{
    /// <summary>How long a token for one use waits for it.</summary>
    public static readonly TimeSpan EphemeralLife = TimeSpan.FromSeconds(60);

    private const int MaxEphemeral = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (Token Token, bool Used)> _ephemeral = [];
    private (DateTime, long)? _stamp;
    private Token[] _tokens = [];

    /// <summary>Whether anybody could be let in.</summary>
    public bool Any => fixedToken is not null || Stored().Any(token => !token.IsExpired(clock.GetUtcNow()));

    public TokenRefusal Check(string secret, out Token? token)
    {
        DateTimeOffset now = clock.GetUtcNow();
        string hash = Secret.Hash(secret);
        if (secret.StartsWith(Secret.EphemeralPrefix, StringComparison.Ordinal))
            return TakeEphemeral(hash, now, out token);
        token = Stored().Append(fixedToken).FirstOrDefault(known => known is not null && Same(known.Sha256, hash));
        return token is null ? TokenRefusal.Unknown : token.IsExpired(now) ? TokenRefusal.Expired : TokenRefusal.None;
    }

    /// <summary>Whether somebody who was let in before would be let in now. One with a token for one use is as good as the token that made it.</summary>
    public bool IsValid(Caller caller)
    {
        string id = caller.IsEphemeral ? caller.Name : caller.Id;
        DateTimeOffset now = clock.GetUtcNow();
        return id == Caller.LocalId || id == fixedToken?.Id || Stored().Any(token => token.Id == id && !token.IsExpired(now));
    }

    /// <summary>A secret that a browser may hold: valid for a minute and one request. Null when too many wait for their use.</summary>
    /// <param name="owner">Id of who asks; the new token bears it as its name, and never changes settings.</param>
    /// <param name="scopes">Of those the owner has.</param>
    /// <param name="expires">When it stops to be valid.</param>
    public string? CreateEphemeral(string owner, Scopes scopes, out DateTimeOffset expires)
    {
        DateTimeOffset now = clock.GetUtcNow();
        expires = now + EphemeralLife;
        string secret = Secret.Create(Secret.EphemeralPrefix);
        string hash = Secret.Hash(secret);
        lock (_lock)
        {
            foreach ((string old, (Token Token, bool) known) in _ephemeral)
                if (known.Token.IsExpired(now))
                    _ephemeral.Remove(old);
            if (_ephemeral.Count >= MaxEphemeral)
                return null;
            _ephemeral.Add(hash, (new Token(Secret.CreateId(), owner, scopes & ~Scopes.Control, hash, now, expires), false));
        }

        return secret;
    }

    private TokenRefusal TakeEphemeral(string hash, DateTimeOffset now, out Token? token)
    {
        lock (_lock)
        {
            if (!_ephemeral.TryGetValue(hash, out (Token Token, bool Used) known))
            {
                token = null;
                return TokenRefusal.Unknown;
            }

            token = known.Token;
            // Kept until it expires, so that a second use is known as one.
            _ephemeral[hash] = (known.Token, true);
            return token.IsExpired(now) ? TokenRefusal.Expired : known.Used ? TokenRefusal.Used : TokenRefusal.None;
        }
    }

    private Token[] Stored()
    {
        lock (_lock)
        {
            (DateTime, long) stamp = file.Stamp();
            if (stamp == _stamp)
                return _tokens;
            _stamp = stamp;
            try
            {
                _tokens = [.. file.Read()];
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                // A revoked token may be among those known from before: nobody is let in.
                _tokens = [];
                log.TokensUnreadable(file.Path, e.Message);
            }

            return _tokens;
        }
    }

    private static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));
}
