using Microsoft.AspNetCore.Routing;

namespace EmotionVoice.Edge.Api;

/// <summary>
/// One or more addresses that other programs use. To add one, register it in <see cref="ApiRegistration"/>. What a door
/// needs comes from the daemon's services; who comes in has been checked before.
/// </summary>
internal interface IDoor
{
    /// <summary>Every route says with <c>RequireAuthorization</c> which scope it needs; without, any valid token opens it.</summary>
    void Map(IEndpointRouteBuilder routes);
}
