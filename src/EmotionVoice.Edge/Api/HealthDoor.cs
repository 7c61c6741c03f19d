using System.Text.Json.Serialization;
using EmotionVoice.Edge.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EmotionVoice.Edge.Api;

/// <summary><c>/healthz</c>: the daemon runs. <c>/readyz</c>: its engines are warm, it can be talked to.</summary>
internal sealed class HealthDoor(Readiness readiness) : IDoor
{
    public const string AlivePath = "/healthz";
    public const string ReadyPath = "/readyz";

    /// <summary>What the first says.</summary>
    public const string Alive = "ok\n";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(AlivePath, () => Results.Text(Alive)).AllowAnonymous().DisableRateLimiting().WithTags("Health").WithSummary("The daemon runs. Needs no token.");
        routes.MapGet(ReadyPath, Ready).WithTags("Health").WithSummary("Whether the engines are warm.")
            .Produces<ReadyJson>().Produces<ReadyJson>(StatusCodes.Status503ServiceUnavailable);
    }

    private IResult Ready() => Results.Json(
        new ReadyJson(readiness.IsReady ? "ready" : "starting", Math.Round(readiness.Share, 2), readiness.Lost),
        HealthJson.Default.ReadyJson, statusCode: readiness.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}

/// <param name="Status"><c>starting</c> or <c>ready</c>.</param>
/// <param name="Share">How far the start has come, in [0, 1].</param>
/// <param name="Lost">Sound devices that are missing now: <c>microphone</c>, <c>loudspeaker</c>.</param>
internal sealed record ReadyJson(string Status, double Share, IReadOnlyList<string> Lost);

/// <summary>Notes how far the start has come and which devices are missing.</summary>
internal sealed class Readiness : IConversationObserver
{
    private readonly Lock _lock = new();
    private readonly SortedSet<DeviceRole> _lost = [];
    private float _share;

    public string Name => "readiness";

    public float Share => Volatile.Read(ref _share);

    public bool IsReady => Share >= 1;

    public IReadOnlyList<string> Lost
    {
        get
        {
            lock (_lock)
                return [.. _lost.Select(role => role.ToString().ToLowerInvariant())];
        }
    }

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        await foreach (ConversationEvent happened in events)
            Take(happened);
    }

    public void Take(ConversationEvent happened)
    {
        lock (_lock)
            switch (happened)
            {
                case ReadinessChanged changed:
                    Volatile.Write(ref _share, changed.Share);
                    break;
                case DeviceLost lost:
                    _lost.Add(lost.Role);
                    break;
                case DeviceReady ready:
                    _lost.Remove(ready.Role);
                    break;
            }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ReadyJson))]
internal sealed partial class HealthJson : JsonSerializerContext;
