using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Remote;

/// <summary>
/// Plays one list of steps a request, the last one again and again: a text is sent, a time passes, an exception is thrown, a
/// finish reason ends the reply.
/// </summary>
internal sealed class FakeServerChat(FakeClock clock, params object[][] replies) : IChatClient
{
    private readonly Lock _lock = new();
    private readonly List<List<ChatMessage>> _requests = [];

    public IReadOnlyList<List<ChatMessage>> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    public ChatOptions? Options { get; private set; }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        object[] steps;
        lock (_lock)
        {
            Options = options;
            steps = replies[Math.Min(_requests.Count, replies.Length - 1)];
            _requests.Add([.. messages]);
        }

        foreach (object step in steps)
        {
            await Task.Yield();
            switch (step)
            {
                case string text:
                    yield return new ChatResponseUpdate(ChatRole.Assistant, text);
                    break;
                case TimeSpan time:
                    clock.Advance(time);
                    break;
                case ChatFinishReason reason:
                    yield return new ChatResponseUpdate { FinishReason = reason };
                    break;
                case Exception exception:
                    throw exception;
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
