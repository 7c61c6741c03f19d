using System.Globalization;
using EmotionVoice.Edge.Api.Audit;
using EmotionVoice.Edge.Api.Events;
using EmotionVoice.Edge.Api.Work;
using Prometheus;

namespace EmotionVoice.Edge.Api.Metrics;

/// <summary>The doors themselves.</summary>
internal sealed class DoorMetrics
{
    /// <summary>What is none of the routes: their names come from outside, and each name is a series.</summary>
    public const string NoRoute = "none";

    private readonly EngineQueue _queue;
    private readonly EventFeed _feed;
    private readonly AuditTrail _audit;
    private readonly Histogram _requests;
    private readonly Gauge _waiting;
    private readonly Counter _refused;
    private readonly Counter _repeated;
    private readonly Gauge _observers;
    private readonly Counter _cut;
    private readonly Counter _unwritten;

    public DoorMetrics(CollectorRegistry registry, EngineQueue queue, EventFeed feed, AuditTrail audit)
    {
        (_queue, _feed, _audit) = (queue, feed, audit);
        IMetricFactory make = Prometheus.Metrics.WithCustomRegistry(registry);
        _requests = make.CreateHistogram("emotionvoice_api_request_seconds", "Time of requests through the doors, in seconds; of a WebSocket the time that it was open.",
            ["route", "method", "status"], new HistogramConfiguration { Buckets = [0.005, 0.02, 0.1, 0.3, 1, 3, 10, 30, 120] });
        _waiting = make.CreateGauge("emotionvoice_api_waiting_requests", "Requests that wait for the engines.");
        _refused = make.CreateCounter("emotionvoice_api_busy_total", "Requests that were told BUSY because too many waited.");
        _repeated = make.CreateCounter("emotionvoice_api_repeated_steps_total", "Steps of requests that were begun again because somebody spoke to the device itself.");
        _observers = make.CreateGauge("emotionvoice_api_observers", "Connections to /v1/events.");
        _cut = make.CreateCounter("emotionvoice_api_observers_cut_total", "Observers that were cut off because they read too slowly.");
        _unwritten = make.CreateCounter("emotionvoice_audit_failures_total", "Lines that could not be written to the audit trail.");
    }

    public void Count(string route, string method, int status, TimeSpan time) =>
        _requests.WithLabels(route, method, status.ToString(CultureInfo.InvariantCulture)).Observe(time.TotalSeconds);

    public void Refresh()
    {
        _waiting.Set(_queue.Waiting);
        _refused.IncTo(_queue.Refused);
        _repeated.IncTo(_queue.Repeated);
        _observers.Set(_feed.Observers);
        _cut.IncTo(_feed.Cut);
        _unwritten.IncTo(_audit.Failed);
    }
}
