using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Devices.Tests.Button;

/// <summary>Keeps what is logged, information left out.</summary>
internal sealed class LogLines
{
    public List<string> Lines { get; } = [];

    public ILogger<T> For<T>() => new Writer<T>(Lines);

    private sealed class Writer<T>(List<string> lines) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                lines.Add($"{logLevel}: {formatter(state, exception)}");
        }
    }
}
