using System.Net;
using EmotionVoice.Edge.Api.Audit;
using Microsoft.AspNetCore.Http;

namespace EmotionVoice.Edge.Api.Security;

/// <summary>
/// Keeps web pages from using the doors through their visitors' browsers, which reach loopback like any program here. A
/// page of another origin gives itself away by <c>Origin</c> or <c>Sec-Fetch-Site</c>; one whose name was made to point
/// here (DNS rebinding) by <c>Host</c>.
/// </summary>
internal sealed class FrontDoor(RequestDelegate next, ApiOptions options, AuditTrail audit)
{
    private static readonly string[] s_own = ["localhost", Environment.MachineName, $"{Environment.MachineName}.local"];

    public Task InvokeAsync(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // Says nothing but that the daemon runs; load balancers ask it by any name.
        if (context.Request.Path == HealthDoor.AlivePath)
            return next(context);
        if (!IsKnownHost(context.Request.Host, options.Hosts))
            return RefuseAsync(context, StatusCodes.Status421MisdirectedRequest, "unknown_host", "The device isn't known by that name. Use its IP address, or add the name to Api:Hosts.");
        if (!IsKnownOrigin(context.Request, options.Origins))
            return RefuseAsync(context, StatusCodes.Status403Forbidden, "origin_not_allowed", "Pages of that origin may not use this device. Add the origin to Api:Origins.");
        return next(context);
    }

    /// <summary>IP addresses are safe: nobody else can make them lead here.</summary>
    internal static bool IsKnownHost(HostString host, IReadOnlyList<string> named)
    {
        string name = host.Host.TrimEnd('.');
        return IPAddress.TryParse(name.Trim('[', ']'), out _)
            || s_own.Contains(name, StringComparer.OrdinalIgnoreCase) || named.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Programs send no origin, the device's own pages their own.</summary>
    internal static bool IsKnownOrigin(HttpRequest request, IReadOnlyList<string> named)
    {
        string? origin = request.Headers.Origin;
        if (origin is not null)
        {
            string own = request.Host.Value ?? "";
            return origin == $"http://{own}" || origin == $"https://{own}" || named.Contains(origin, StringComparer.Ordinal);
        }

        // Images and scripts of other sites come without Origin; a person who follows a link navigates.
        string? site = request.Headers["Sec-Fetch-Site"], mode = request.Headers["Sec-Fetch-Mode"];
        return site is null or "same-origin" or "none" || mode == "navigate" && HttpMethods.IsGet(request.Method);
    }

    private async Task RefuseAsync(HttpContext context, int status, string code, string detail)
    {
        await audit.RefusedAsync(context, code);
        await Problem.Of(status, code, detail).WriteAsync(context);
    }
}
