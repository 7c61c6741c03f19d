namespace Prometheus;

/// <summary>Makes registries, and what adds metrics to one.</summary>
public static class Metrics
{
    public static CollectorRegistry NewCustomRegistry() => new();

    public static IMetricFactory WithCustomRegistry(CollectorRegistry registry) => new MetricFactory(registry);
}

public interface IMetricFactory
{
    Counter CreateCounter(string name, string help, CounterConfiguration? configuration = null);

    Counter CreateCounter(string name, string help, string[] labelNames, CounterConfiguration? configuration = null);

    Gauge CreateGauge(string name, string help, GaugeConfiguration? configuration = null);

    Gauge CreateGauge(string name, string help, string[] labelNames, GaugeConfiguration? configuration = null);

    Histogram CreateHistogram(string name, string help, HistogramConfiguration? configuration = null);

    Histogram CreateHistogram(string name, string help, string[] labelNames, HistogramConfiguration? configuration = null);
}

public sealed class CounterConfiguration;

public sealed class GaugeConfiguration;

public sealed class HistogramConfiguration
{
    /// <summary>Upper bounds, growing; +Inf is added.</summary>
    public double[]? Buckets { get; set; }
}

internal sealed class MetricFactory(CollectorRegistry registry) : IMetricFactory
{
    public Counter CreateCounter(string name, string help, CounterConfiguration? configuration = null) => CreateCounter(name, help, [], configuration);

    public Counter CreateCounter(string name, string help, string[] labelNames, CounterConfiguration? configuration = null) => registry.Add(new Counter(name, help, labelNames));

    public Gauge CreateGauge(string name, string help, GaugeConfiguration? configuration = null) => CreateGauge(name, help, [], configuration);

    public Gauge CreateGauge(string name, string help, string[] labelNames, GaugeConfiguration? configuration = null) => registry.Add(new Gauge(name, help, labelNames));

    public Histogram CreateHistogram(string name, string help, HistogramConfiguration? configuration = null) => CreateHistogram(name, help, [], configuration);

    public Histogram CreateHistogram(string name, string help, string[] labelNames, HistogramConfiguration? configuration = null) =>
        registry.Add(new Histogram(name, help, labelNames, configuration?.Buckets ?? throw new NotSupportedException("The stand-in has no default buckets.")));
}
