using System.Globalization;
using EmotionVoice.Edge.Api.Security;
using EmotionVoice.Edge.Observers.Mqtt.Commands;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Api.Audit;

/// <summary>What the daemon writes to the audit trail: who was refused, who used which door, who changed what. Any thread.</summary>
internal sealed class AuditTrail(AuditFile file, TimeProvider clock, ILogger<AuditTrail> log)
{
    private const int LongestPath = 100;
    private const int MostUsers = 1_000;

    // A client that asks all day long would push everything else out of the trail.
    private static readonly TimeSpan s_useAgain = TimeSpan.FromMinutes(10);


    // Each line goes to the disk, and whoever is refused costs nobody but the device.
    private readonly RateLimit _refusals = new(perSecond: 1, burst: 60);
    private readonly Lock _lock = new();
    private readonly long _start = clock.GetTimestamp();
    private readonly Dictionary<(string Who, string Route), (TimeSpan Noted, long Since)> _uses = [];
    private long _left;
    private long _failed;

    /// <summary>Lines that could not be written.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>In a flood of refusals only some get a line; the next that does says how many did not.</summary>
    public Task RefusedAsync(HttpContext context, string code)
    {
        long left;
        lock (_lock)
        {
            if (!_refusals.Allows(clock.GetElapsedTime(_start)))
            {
                _left++;
                return Task.CompletedTask;
            }

            (left, _left) = (_left, 0);
        }

        return NoteAsync(context, "refused", left == 0 ? code : string.Create(CultureInfo.InvariantCulture, $"{code} (and {left} before it)"));
    }

    /// <summary>A door is used. Who goes on using it gets a line every ten minutes, which says how often.</summary>
    /// <inheritdoc cref="NoteAsync(HttpContext, string, string)"/>
    public Task UsedAsync(HttpContext context, string what)
    {
        (string, string) key = (Caller.IdOf(context), Route(context));
        TimeSpan now = clock.GetElapsedTime(_start);
        long since;
        lock (_lock)
        {
            if (_uses.TryGetValue(key, out (TimeSpan Noted, long Since) use) && now - use.Noted < s_useAgain)
            {
                _uses[key] = (use.Noted, use.Since + 1);
                return Task.CompletedTask;
            }

            since = use.Since;
            if (_uses.Count >= MostUsers)
                _uses.Clear();
            _uses[key] = (now, 0);
        }

        return NoteAsync(context, what, since == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"(and {since} since the line before)"));
    }

    /// <param name="context">Tells who and through which door.</param>
    /// <param name="what">What was done, in a word.</param>
    /// <param name="detail">More about it. Never what was said.</param>
    public Task NoteAsync(HttpContext context, string what, string detail) =>
        NoteAsync(Caller.IdOf(context), "http", what, $"{detail} {context.Request.Method} {Route(context)}".TrimStart());

    /// <summary>A trail that can't be written is told in the log; the device goes on.</summary>
    public async Task NoteAsync(string who, string door, string what, string detail)
    {
        try
        {
            // Not with the request's token: who hangs up early is noted all the same.
            await file.AppendAsync(who, door, what, detail, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Interlocked.Increment(ref _failed);
            log.AuditFailed(file.Path, e.Message);
        }
    }

    // Of unknown addresses the beginning: they may hold anything.
    private static string Route(HttpContext context)
    {
        if ((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } route)
            return route;
        string path = context.Request.Path.Value ?? "";
        return path.Length > LongestPath ? path[..LongestPath] : path;
    }
}
