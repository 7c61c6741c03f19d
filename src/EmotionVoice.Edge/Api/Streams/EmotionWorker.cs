using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Api.Streams;

/// <summary>
/// The feeling in windows of many streams, one window at a time and in the order in which they came. Apart from the queue
/// of the other engines: a window takes some milliseconds and a reply some seconds, behind which no stream could wait.
/// Any thread.
/// </summary>
internal sealed class EmotionWorker(IVoiceEmotionRecognizer recognizer, TimeProvider clock) : IDisposable
{
    /// <summary>How long a window waits at most, and how long it is worked on at most.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _free = new(1);
    private int _waiting;

    /// <summary>Windows that wait.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <returns>The feeling; or null and the code of the error.</returns>
    public async Task<(VoiceEmotion? Voice, string? Error)> RecognizeAsync(ReadOnlyMemory<float> window, CancellationToken cancellationToken)
    {
        if (!await EnterAsync(cancellationToken))
            return (null, Sockets.SocketErrors.Busy);
        using CancellationTokenSource late = new(Patience, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return (await recognizer.RecognizeAsync(window, either.Token), null);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return (null, Sockets.SocketErrors.InferenceTimeout);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();

    private async Task<bool> EnterAsync(CancellationToken cancellationToken)
    {
        if (_free.Wait(TimeSpan.Zero, cancellationToken))
            return true;
        Interlocked.Increment(ref _waiting);
        using CancellationTokenSource late = new(Patience, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await _free.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
