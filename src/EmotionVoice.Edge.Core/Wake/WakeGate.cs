using System.Runtime.InteropServices;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Turns;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Wake;

/// <summary>Opened by a word, a button or a command; closes by the window's rules.</summary>
/// <param name="options">The section <c>Wake</c>.</param>
/// <param name="detector">Waits for the word; null when no word opens this gate. Owned and disposed.</param>
/// <param name="events">Hears of every word.</param>
/// <param name="log">Hears of every opening.</param>
public sealed class WakeGate(WakeOptions options, IWakeWordDetector? detector, ConversationEvents events, ILogger<WakeGate> log) : IWakeGate
{
    /// <summary>Sound kept while closed: some detectors tell of a word only after its end.</summary>
    private static readonly int s_keptFrames = (int)(TimeSpan.FromSeconds(1) / AudioFormat.FrameDuration);

    /// <summary>People begin to speak while the button is still on its way down.</summary>
    private static readonly long s_pressSamples = AudioFormat.Samples(TimeSpan.FromMilliseconds(300));

    /// <summary>A word that the device itself says is heard up to this long after it has spoken.</summary>
    private static readonly long s_ownVoiceSamples = AudioFormat.Samples(TimeSpan.FromMilliseconds(500));

    private const int None = -1;
    private const int CloseRequest = -2;

    private readonly WakeWindow _window = new(options);
    private readonly Queue<AudioFrame> _kept = new(s_keptFrames + 1);
    private readonly List<AudioFrame> _admitted = new(s_keptFrames + 1);

    private long _listenFrom = long.MinValue;
    private long _ownVoiceUntil = long.MinValue;
    private int _request = None;

    public bool IsOpen => _window.IsOpen;

    public void Open(WakeReason reason) => Interlocked.Exchange(ref _request, (int)reason);

    public void Close() => Interlocked.Exchange(ref _request, CloseRequest);

    public ReadOnlySpan<AudioFrame> Admit(in AudioFrame frame, bool speaking, in TurnActivity turns)
    {
        bool wasOpen = IsOpen;
        _window.Advance(frame.Start, speaking, turns);
        long? from = Spoken(frame, turns.IsAudible);
        from = Requested(frame) ?? from;
        if (!wasOpen && from is { } start)
            _listenFrom = start;

        if (_kept.Count == s_keptFrames)
            _kept.Dequeue();
        _kept.Enqueue(frame);
        _admitted.Clear();
        if (!IsOpen)
            return [];
        foreach (AudioFrame kept in _kept)
        {
            // A detector is often sure before the word has ended: what is left of it is no part of the question.
            if (kept.Start >= _listenFrom)
                _admitted.Add(kept);
        }

        _kept.Clear();
        return CollectionsMarshal.AsSpan(_admitted);
    }

    public void Dispose() => detector?.Dispose();

    // The detector hears every frame, also while open: its memory of the last two seconds has to be of sound without a gap.
    private long? Spoken(in AudioFrame frame, bool audible)
    {
        if (audible)
            _ownVoiceUntil = frame.End + s_ownVoiceSamples;
        if (detector?.Hear(frame) is not { } hit || frame.Start < _ownVoiceUntil)
            return null;
        _window.Open(WakeReason.Word, frame.End);
        log.Woken(WakeReason.Word, hit.Score);
        events.Publish(new WakeHeard(detector.Word, hit.Score));
        return hit.WordEnd;
    }

    private long? Requested(in AudioFrame frame)
    {
        int request = Interlocked.Exchange(ref _request, None);
        if (request == None)
            return null;
        if (request == CloseRequest)
        {
            _window.Close();
            return null;
        }

        _window.Open((WakeReason)request, frame.End);
        log.Woken((WakeReason)request, 1);
        return frame.Start - s_pressSamples;
    }
}
