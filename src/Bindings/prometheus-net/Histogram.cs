using System.Text;

namespace Prometheus;

/// <summary>Counts values by their size.</summary>
public sealed class Histogram : Collector<Histogram.Child>
{
    private readonly double[] _bounds;

    internal Histogram(string name, string help, string[] labelNames, double[] buckets) : base(name, help, labelNames, "histogram")
    {
        _bounds = [.. buckets, double.PositiveInfinity];
    }

    public void Observe(double val) => Unlabelled.Observe(val);

    // The base makes the child without labels before the bounds are there: they are asked for when they are needed.
    internal override Child NewChild() => new(() => _bounds);

    internal override void Write(StringBuilder text, string labels, Child child)
    {
        (double sum, long[] counts) = child.Read();
        string more = labels.Length > 0 ? labels + "," : "";
        Line(text, $"{Name}_sum", labels, sum);
        Line(text, $"{Name}_count", labels, counts.Sum());
        long below = 0;
        for (int i = 0; i < _bounds.Length; i++)
            Line(text, $"{Name}_bucket", $"{more}le=\"{Number(_bounds[i])}\"", below += counts[i]);
    }

    public sealed class Child
    {
        private readonly Lock _lock = new();
        private readonly Func<double[]> _bounds;
        private long[]? _counts;
        private double _sum;

        internal Child(Func<double[]> bounds) => _bounds = bounds;

        public void Observe(double val)
        {
            if (double.IsNaN(val))
                return;
            double[] bounds = _bounds();
            lock (_lock)
            {
                _counts ??= new long[bounds.Length];
                _counts[Array.FindIndex(bounds, bound => val <= bound)]++;
                _sum += val;
            }
        }

        internal (double Sum, long[] Counts) Read()
        {
            lock (_lock)
                return (_sum, _counts is null ? new long[_bounds().Length] : [.. _counts]);
        }
    }
}
