using EmotionVoice.Edge.Api.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prometheus;

namespace EmotionVoice.Edge.Api.Metrics;

/// <summary><c>/metrics</c>, for Prometheus. Off loopback its token needs the scope observe.</summary>
internal sealed class MetricsDoor(CollectorRegistry registry, ProgramMetrics program, DoorMetrics doors) : IDoor
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/metrics", (Delegate)WriteAsync)
        .RequireAuthorization(ScopeNames.Observe).WithTags("Health").WithSummary("Metrics in Prometheus' text format.").Produces<string>(StatusCodes.Status200OK, "text/plain");

    private async Task WriteAsync(HttpContext context)
    {
        program.Refresh();
        doors.Refresh();
        // Gathered first: the exporter writes byte by byte.
        using MemoryStream text = new();
        await registry.CollectAndExportAsTextAsync(text, context.RequestAborted);
        context.Response.ContentType = ContentType;
        await context.Response.Body.WriteAsync(text.GetBuffer().AsMemory(0, (int)text.Length), context.RequestAborted);
    }
}
