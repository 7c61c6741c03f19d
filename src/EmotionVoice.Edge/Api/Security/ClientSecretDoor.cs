using System.Text.Json.Serialization;
using EmotionVoice.Edge.Api.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EmotionVoice.Edge.Api.Security;

/// <summary><c>POST /v1/realtime/client_secrets</c>: a back end with a token gets one for a browser, valid for a minute and one use.</summary>
internal sealed class ClientSecretDoor(TokenDesk tokens, AuditTrail audit) : IDoor
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/realtime/client_secrets", (Delegate)CreateAsync)
        .RequireAuthorization(ScopeNames.Talk).WithTags("Tokens").WithSummary("A token for a browser: one use, within 60 seconds.")
        .Produces<ClientSecretJson>().ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        Caller caller = Caller.Of(context);
        if (caller.IsEphemeral)
            throw new ProblemException(StatusCodes.Status403Forbidden, "insufficient_scope", "A token for one use can't make others.");
        if (tokens.CreateEphemeral(caller.Id, caller.Scopes, out DateTimeOffset expires) is not { } secret)
            throw new ProblemException(StatusCodes.Status503ServiceUnavailable, "BUSY", "Too many tokens for one use wait for it.") { RetryAfter = TokenDesk.EphemeralLife };
        await audit.NoteAsync(context, "client secret made", "");
        return Results.Json(new ClientSecretJson(secret, expires.ToUnixTimeSeconds()), ClientSecretContext.Default.ClientSecretJson);
    }
}

/// <param name="Value">The secret.</param>
/// <param name="ExpiresAt">Unix time in seconds.</param>
internal sealed record ClientSecretJson(string Value, long ExpiresAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ClientSecretJson))]
internal sealed partial class ClientSecretContext : JsonSerializerContext;
