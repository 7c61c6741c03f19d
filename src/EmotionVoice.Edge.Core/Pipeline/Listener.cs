using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.VoiceActivity;

namespace EmotionVoice.Edge.Core.Pipeline;

/// <summary>Frames become utterances. Used only by the listening loop.</summary>
public sealed class Listener(IVoiceActivityDetector detector, UtteranceSegmenter segmenter, ConversationEvents events)
{
    /// <summary>After a reply the room still rings; what comes this soon is its echo.</summary>
    private static readonly long s_echoTailSamples = AudioFormat.Samples(TimeSpan.FromMilliseconds(250));

    private const int FramesAMeter = 3;

    private long _deafUntil = -1;
    private long _heardUntil;
    private long _frames;
    private float _loudest = Level.SilenceDbfs;

    /// <summary>Returns an utterance when this frame completes one.</summary>
    /// <param name="frame">The next frame.</param>
    /// <param name="echo">True while the device itself speaks: half duplex, it doesn't listen to itself.</param>
    public Utterance? Hear(in AudioFrame frame, bool echo)
    {
        // Sound is missing: what was said before and what comes now don't belong together, and half a sentence can mean
        // the opposite of the whole one. The speaker, who sees that the microphone was lost, says it again.
        if (frame.Start != _heardUntil)
            Forget(frame.Start);
        _heardUntil = frame.End;
        if (echo)
            _deafUntil = frame.End + s_echoTailSamples;
        if (frame.Start < _deafUntil)
        {
            Forget(frame.Start);
            return null;
        }

        float probability = detector.SpeechProbability(frame);
        Meter(frame, probability);
        return Publish(segmenter.Push(frame, probability));
    }

    /// <summary>The source ended; what was being said counts.</summary>
    public Utterance? Finish() => Publish(segmenter.Finish());

    private void Forget(long at)
    {
        if (segmenter.InUtterance)
            events.Publish(new SpeechEnded(AudioFormat.Duration(at), IsUtterance: false));
        segmenter.Reset();
        detector.Reset();
    }

    private Utterance? Publish(SpeechSignal signal)
    {
        switch (signal.Kind)
        {
            case SpeechSignalKind.Started:
                events.Publish(new StateChanged(ConversationState.Hearing));
                events.Publish(new SpeechStarted(AudioFormat.Duration(signal.At)));
                break;
            case SpeechSignalKind.Discarded:
                events.Publish(new SpeechEnded(AudioFormat.Duration(signal.At), IsUtterance: false));
                events.Publish(new StateChanged(ConversationState.Listening));
                break;
            case SpeechSignalKind.Ended:
                events.Publish(new SpeechEnded(AudioFormat.Duration(signal.At), IsUtterance: true));
                break;
        }

        return signal.Utterance;
    }

    private void Meter(in AudioFrame frame, float probability)
    {
        _loudest = Math.Max(_loudest, Level.RmsDbfs(frame.Samples.Span));
        if (++_frames % FramesAMeter != 0)
            return;
        events.Publish(new SoundHeard(_loudest, probability));
        _loudest = Level.SilenceDbfs;
    }
}
