using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EmotionVoice.Edge.Api.Metrics;

/// <summary>Measures every request by the route that it took.</summary>
internal sealed class RequestMeter(RequestDelegate next, DoorMetrics metrics, TimeProvider clock)
{
    private static readonly HashSet<string> s_methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"];

    public async Task InvokeAsync(HttpContext context)
    {
        long start = clock.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            string route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? DoorMetrics.NoRoute;
            string method = s_methods.Contains(context.Request.Method) ? context.Request.Method : "other";
            metrics.Count(route, method, context.Response.StatusCode, clock.GetElapsedTime(start));
        }
    }
}
