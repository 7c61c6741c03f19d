using System.Threading.Channels;
using EmotionVoice.Edge.Core.Dialogue.Tools;

namespace EmotionVoice.Edge.Testing;

/// <summary>Keeps what was announced.</summary>
public sealed class FakeAnnouncer : IAnnouncer
{
    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();

    public int Count => _said.Reader.Count;

    public Exception? Failure { get; set; }

    public Task AnnounceAsync(string text, string language, CancellationToken cancellationToken)
    {
        if (Failure is not null)
            return Task.FromException(Failure);
        _said.Writer.TryWrite(text);
        return Task.CompletedTask;
    }

    /// <summary>Waits for the next announcement.</summary>
    public ValueTask<string> NextAsync(CancellationToken cancellationToken) => _said.Reader.ReadAsync(cancellationToken);
}
