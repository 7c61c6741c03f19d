using System.Text;

namespace Prometheus;

/// <summary>Only grows.</summary>
public sealed class Counter : Collector<Counter.Child>
{
    internal Counter(string name, string help, string[] labelNames) : base(name, help, labelNames, "counter")
    {
    }

    public void Inc(double increment = 1) => Unlabelled.Inc(increment);

    public void IncTo(double targetValue) => Unlabelled.IncTo(targetValue);

    internal override Child NewChild() => new();

    internal override void Write(StringBuilder text, string labels, Child child) => Line(text, Name, labels, child.Value);

    public sealed class Child
    {
        private readonly Lock _lock = new();
        private double _value;

        public double Value
        {
            get
            {
                lock (_lock)
                    return _value;
            }
        }

        public void Inc(double increment = 1)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(increment);
            lock (_lock)
                _value += increment;
        }

        public void IncTo(double targetValue)
        {
            lock (_lock)
                _value = Math.Max(_value, targetValue);
        }
    }
}
