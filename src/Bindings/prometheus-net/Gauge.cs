using System.Text;

namespace Prometheus;

/// <summary>A value as it is now.</summary>
public sealed class Gauge : Collector<Gauge.Child>
{
    internal Gauge(string name, string help, string[] labelNames) : base(name, help, labelNames, "gauge")
    {
    }

    public void Set(double val) => Unlabelled.Set(val);

    internal override Child NewChild() => new();

    internal override void Write(StringBuilder text, string labels, Child child) => Line(text, Name, labels, child.Value);

    public sealed class Child
    {
        private double _value;

        public double Value => Volatile.Read(ref _value);

        public void Set(double val) => Volatile.Write(ref _value, val);
    }
}
