using System.Text.Encodings.Web;
using EmotionVoice.Edge.Api.Audit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Api.Security;

/// <summary>
/// Bearer tokens (RFC 6750). Browsers can't set headers on a WebSocket: there the token comes as the subprotocol
/// <c>openai-insecure-api-key.…</c>, as OpenAI's clients send it, and one for a single use also in the query. Who is refused
/// stands in the audit trail; the base's own lines would fill the journal.
/// </summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> schemes, UrlEncoder encoder, ApiOptions options, TokenDesk tokens, AuditTrail audit)
    : AuthenticationHandler<AuthenticationSchemeOptions>(schemes, NullLoggerFactory.Instance, encoder)
{
    public const string SchemeName = "Bearer";
    public const string SubprotocolPrefix = "openai-insecure-api-key.";
    public const string QueryKey = "access_token";

    private const int LongestSecret = 512;

    private TokenRefusal _refusal;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        (string code, string detail) = _refusal switch
        {
            TokenRefusal.Expired => ("token_expired", "This token has expired."),
            TokenRefusal.Used => ("token_used", "This token was for one use, and has been used."),
            TokenRefusal.Unknown => ("invalid_token", "This token is not known here, or was revoked."),
            _ => ("token_missing", "A token is needed: Authorization: Bearer <token>. Made on the device with: emotionvoice token add <name>"),
        };
        Response.Headers.WWWAuthenticate = _refusal == TokenRefusal.None ? "Bearer realm=\"emotionvoice\"" : "Bearer realm=\"emotionvoice\", error=\"invalid_token\"";
        await audit.RefusedAsync(Context, code);
        await Problem.Of(StatusCodes.Status401Unauthorized, code, detail).WriteAsync(Context);
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"emotionvoice\", error=\"insufficient_scope\"";
        await audit.RefusedAsync(Context, "insufficient_scope");
        await Problem.Of(StatusCodes.Status403Forbidden, "insufficient_scope", "This token doesn't allow that. Scopes are given when a token is made: emotionvoice token add <name> --scopes talk,observe,control").WriteAsync(Context);
    }

    private AuthenticateResult Authenticate()
    {
        if (Presented(Request) is not { } secret)
            return !options.LoopbackNeedsToken && Caller.IsLocal(Context) ? LetIn(Caller.Local) : AuthenticateResult.NoResult();
        Token? token = null;
        _refusal = secret.Length is 0 or > LongestSecret ? TokenRefusal.Unknown : tokens.Check(secret, out token);
        return _refusal == TokenRefusal.None ? LetIn(Caller.From(token!) with { IsEphemeral = secret.StartsWith(Secret.EphemeralPrefix, StringComparison.Ordinal) }) : AuthenticateResult.Fail(_refusal.ToString());
    }

    private AuthenticateResult LetIn(Caller caller)
    {
        Context.Features.Set(caller);
        return AuthenticateResult.Success(new AuthenticationTicket(caller.Principal(SchemeName), SchemeName));
    }

    /// <summary>Null: none; empty: one that is no token.</summary>
    private static string? Presented(HttpRequest request)
    {
        if (request.Headers.Authorization is [{ } header, ..])
            return header.StartsWith($"{SchemeName} ", StringComparison.OrdinalIgnoreCase) ? header[(SchemeName.Length + 1)..].Trim() : "";
        if (request.Headers.SecWebSocketProtocol.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries))
                .FirstOrDefault(protocol => protocol.StartsWith(SubprotocolPrefix, StringComparison.Ordinal)) is { } protocol)
            return protocol[SubprotocolPrefix.Length..];
        // Addresses end up in logs: only what is worthless after this request may stand in one.
        return request.Query[QueryKey] is [{ } query, ..] ? query.StartsWith(Secret.EphemeralPrefix, StringComparison.Ordinal) ? query : "" : null;
    }
}
