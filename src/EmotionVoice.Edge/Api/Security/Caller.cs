using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace EmotionVoice.Edge.Api.Security;

/// <summary>Who sends a request.</summary>
/// <param name="Id">A token's id, <c>local</c>, or the address of somebody without a token.</param>
/// <param name="Name">The token's name.</param>
/// <param name="Scopes">What is allowed.</param>
internal sealed record Caller(string Id, string Name, Scopes Scopes)
{
    /// <summary>Came with a token for one use, and makes no others.</summary>
    public bool IsEphemeral { get; init; }

    public const string ScopeClaim = "scope";
    public const string LocalId = "local";

    /// <summary>A program on this machine, without a token.</summary>
    public static Caller Local { get; } = new(LocalId, "this machine", Scopes.All);

    public static Caller From(Token token) => new(token.Id, token.Name, token.Scopes);

    /// <summary>Of a request that was let in.</summary>
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? throw new InvalidOperationException("Nobody was let in.");

    /// <summary>Of any request, for limits and the audit trail.</summary>
    public static string IdOf(HttpContext context) => context.Features.Get<Caller>()?.Id ?? context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    public ClaimsPrincipal Principal(string scheme) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, Id), new Claim(ClaimTypes.Name, Name), .. ScopeNames.Of(Scopes).Select(scope => new Claim(ScopeClaim, scope))], scheme));

    /// <summary>
    /// Whether a program on this machine asks for itself. A proxy on this machine asks for others: it says so in a header
    /// that no direct client sends, and its requests need tokens.
    /// </summary>
    public static bool IsLocal(HttpContext context) =>
        context.Connection is { RemoteIpAddress: { } remote, LocalIpAddress: { } local }
        && IPAddress.IsLoopback(Plain(remote)) && IPAddress.IsLoopback(Plain(local))
        && !s_proxies.Any(context.Request.Headers.ContainsKey);

    private static readonly string[] s_proxies = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
