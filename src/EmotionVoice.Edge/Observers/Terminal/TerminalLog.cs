using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace EmotionVoice.Edge.Observers.Terminal;

/// <summary>
/// Log messages for a terminal on which the turn is drawn: while it is drawn they wait for the drawing to set them above
/// itself, otherwise they go to standard error. Safe to call from several threads.
/// </summary>
[ProviderAlias("Terminal")]
internal sealed class TerminalLog(TextWriter error) : ILoggerProvider
{
    private const int Most = 200;

    private readonly ConcurrentQueue<Message> _waiting = new();
    private volatile bool _drawn;

    /// <summary>From now on somebody takes the messages.</summary>
    public void Attach() => _drawn = true;

    /// <summary>Nobody takes them any more.</summary>
    public void Detach()
    {
        _drawn = false;
        foreach (Message message in Take())
            error.WriteLine(message.Text);
    }

    /// <summary>What has come since the last call.</summary>
    public IEnumerable<Message> Take()
    {
        while (_waiting.TryDequeue(out Message message))
            yield return message;
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void Dispose()
    {
    }

    private void Write(Message message)
    {
        if (!_drawn)
            error.WriteLine(message.Text);
        else if (_waiting.Count < Most)
            _waiting.Enqueue(message);
    }

    internal readonly record struct Message(LogLevel Level, string Text)
    {
        public Style Style => Level >= LogLevel.Error ? Paint.Bad : Level == LogLevel.Warning ? Paint.Warning : Paint.Quiet;
    }

    private sealed class Logger(TerminalLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // A stack trace would push the conversation off the screen; `2> file` brings the whole log.
            string cause = exception is null ? "" : $" {exception.Message}";
            log.Write(new Message(logLevel, $"{formatter(state, exception)}{cause}".ReplaceLineEndings(" ")));
        }
    }
}
