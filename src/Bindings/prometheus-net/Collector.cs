using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Prometheus;

/// <summary>A metric with its labels. Any thread.</summary>
public abstract class Collector
{
    internal Collector(string name, string help, string[] labelNames) => (Name, Help, LabelNames) = (name, help, labelNames);

    public string Name { get; }

    public string Help { get; }

    public string[] LabelNames { get; }

    internal abstract void Write(StringBuilder text);
}

public abstract class Collector<TChild> : Collector where TChild : class
{
    private readonly ConcurrentDictionary<string, TChild> _children = new(StringComparer.Ordinal);
    private readonly string _type;

    internal Collector(string name, string help, string[] labelNames, string type) : base(name, help, labelNames)
    {
        _type = type;
        if (labelNames.Length == 0)
            WithLabels();
    }

    /// <summary>The one without labels.</summary>
    internal TChild Unlabelled => WithLabels();

    public TChild WithLabels(params string[] labelValues)
    {
        if (labelValues.Length != LabelNames.Length)
            throw new ArgumentException($"{Name} has {LabelNames.Length} labels.", nameof(labelValues));
        string labels = string.Join(',', LabelNames.Zip(labelValues, (name, value) => $"{name}=\"{Escape(value)}\""));
        return _children.GetOrAdd(labels, _ => NewChild());
    }

    internal abstract TChild NewChild();

    internal abstract void Write(StringBuilder text, string labels, TChild child);

    internal override void Write(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {Name} {Help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\n# TYPE {Name} {_type}\n");
        foreach ((string labels, TChild child) in _children.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            Write(text, labels, child);
    }

    internal static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    internal static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}

public sealed class CollectorRegistry
{
    private readonly ConcurrentDictionary<string, Collector> _collectors = new(StringComparer.Ordinal);

    internal CollectorRegistry()
    {
    }

    public async Task CollectAndExportAsTextAsync(Stream to, CancellationToken cancel = default)
    {
        StringBuilder text = new();
        foreach (Collector collector in _collectors.Values.OrderBy(collector => collector.Name, StringComparer.Ordinal))
            collector.Write(text);
        await to.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancel);
    }

    /// <summary>The one of that name, where there is one already.</summary>
    internal T Add<T>(T collector) where T : Collector =>
        _collectors.GetOrAdd(collector.Name, collector) as T ?? throw new InvalidOperationException($"{collector.Name} is a metric of another type already.");
}
