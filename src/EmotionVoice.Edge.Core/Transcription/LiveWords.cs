using EmotionVoice.Edge.Core.Endpointing;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.VoiceActivity;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Transcription;

/// <summary>
/// Words while they are spoken: raises <see cref="TranscriptPartial"/>, tells the endpointer what was said, and has the
/// whole transcript ready when the turn is over. The listening loop feeds it; anybody may ask for words.
/// </summary>
public sealed class LiveWords(
    IStreamingTranscriber transcriber, TranscriptionOptions transcription, StreamingOptions options, ConversationEvents events, TimeProvider clock, ILogger<LiveWords> log)
    : IWordsSoFar, IAsyncDisposable
{
    /// <summary>The utterance that is spoken, and those that wait for their answers.</summary>
    private const int Kept = 4;

    private readonly Lock _lock = new();
    private readonly List<LiveUtterance> _utterances = [];
    private LiveUtterance? _current;
    private TranscriptPartial? _last;

    /// <summary>Somebody began to speak. Used only by the listening loop, as are the next two.</summary>
    public void Begin(Utterance soFar)
    {
        Drop();
        if (!options.Enabled)
            return;
        lock (_lock)
        {
            LiveUtterance utterance = null!;
            utterance = new LiveUtterance(
                transcriber.Begin(new TranscriptionRequest(transcription.Expected)), soFar.Start, options, clock, (partial, took) => Publish(utterance, partial, took), log.PartialFailed);
            utterance.Push(soFar.Samples.Span, TimeSpan.Zero);
            _last = null;
            _current = utterance;
            _utterances.Add(utterance);
            if (_utterances.Count <= Kept)
                return;
            _utterances[0].Stop();
            _utterances.RemoveAt(0);
        }
    }

    /// <param name="sound">The next samples.</param>
    /// <param name="silence">Since the speaker paused; zero while he speaks.</param>
    public void Push(ReadOnlySpan<float> sound, TimeSpan silence) => _current?.Push(sound, silence);

    /// <summary>The utterance is over and will be answered.</summary>
    public void End(long speechEnd)
    {
        lock (_lock)
        {
            _current?.End(speechEnd);
            _current = null;
        }
    }

    /// <summary>What was said is no utterance: forget it.</summary>
    public void Drop()
    {
        lock (_lock)
        {
            if (_current is null)
                return;
            _current.Stop();
            _utterances.Remove(_current);
            _current = null;
        }
    }

    public PartialWords? UpTo(long speechEnd)
    {
        if (_current is not { } current)
            return null;
        return current.WordsUpTo(speechEnd) switch
        {
            { IsCompletedSuccessfully: true } words => new PartialWords(words.Result.Text, words.Result.Language),
            { IsCompleted: true } => null,
            _ => new PartialWords(null, ""),
        };
    }

    /// <summary>The words of an utterance, or of the beginning of one; null when nobody wrote them down while they were spoken.</summary>
    public async Task<Transcript?> TakeAsync(Utterance utterance, CancellationToken cancellationToken)
    {
        Task<Transcript>? words;
        lock (_lock)
            words = _utterances.Find(live => live.Start == utterance.Start)?.WordsUpTo(utterance.SpeechEnd);
        if (words is null)
            return null;
        await ((Task)words).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return words.IsCompletedSuccessfully ? words.Result : null;
    }

    public async ValueTask DisposeAsync()
    {
        LiveUtterance[] open;
        lock (_lock)
        {
            open = [.. _utterances];
            _utterances.Clear();
            _current = null;
        }

        foreach (LiveUtterance utterance in open)
            await utterance.DisposeAsync();
    }

    // Once the turn is over the whole transcript follows; who speaks next isn't told of the words before.
    private void Publish(LiveUtterance utterance, PartialTranscript partial, TimeSpan took)
    {
        lock (_lock)
        {
            TranscriptPartial now = new(partial.Confirmed, partial.Tentative, partial.Whole.Language, took);
            if (_current != utterance || (now.Confirmed == _last?.Confirmed && now.Tentative == _last.Tentative) || (now.Confirmed.Length == 0 && now.Tentative.Length == 0))
                return;
            _last = now;
            events.Publish(now);
        }
    }
}
