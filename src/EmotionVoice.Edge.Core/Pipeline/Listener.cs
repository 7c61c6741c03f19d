using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Core.Wake;

namespace EmotionVoice.Edge.Core.Pipeline;

/// <summary>Frames become utterances. Used only by the listening loop.</summary>
public sealed class Listener(IWakeGate gate, IVoiceActivityDetector detector, UtteranceSegmenter segmenter, ConversationEvents events, Interruptions? interruptions = null)
{
    /// <summary>After a reply the room still rings; what comes this soon is its echo.</summary>
    private static readonly long s_echoTailSamples = AudioFormat.Samples(TimeSpan.FromMilliseconds(250));

    private const int FramesAMeter = 3;

    private long _deafUntil = -1;
    private long _heardUntil;
    private bool _audible;
    private bool _open;
    private bool _listening;
    private long _frames;
    private float _loudest = Level.SilenceDbfs;

    /// <summary>Says what the first state is.</summary>
    public void Begin() => PublishGate();

    /// <summary>Returns an utterance when this frame completes one.</summary>
    /// <param name="frame">The next frame.</param>
    /// <param name="turns">What the turn loop is doing. While the device speaks it doesn't listen to itself: unless its own voice was taken out of the frame, it doesn't listen at all.</param>
    public Utterance? Hear(in AudioFrame frame, in TurnActivity turns)
    {
        // Sound is missing: what was said before and what comes now don't belong together, and half a sentence can mean
        // the opposite of the whole one. The speaker, who sees that the microphone was lost, says it again.
        if (frame.Start != _heardUntil)
            Forget(frame.Start);
        _heardUntil = frame.End;
        _audible = turns.IsAudible;
        if (_audible && frame.Echo == EchoVerdict.Unjudged)
            _deafUntil = frame.End + s_echoTailSamples;
        ReadOnlySpan<AudioFrame> admitted = gate.Admit(frame, segmenter.InUtterance, turns);
        if (gate.IsOpen != _open)
            PublishGate();
        if (admitted.IsEmpty || frame.Start < _deafUntil)
        {
            Forget(frame.Start);
            if (admitted.IsEmpty)
                Meter(frame, speechProbability: 0);
            return null;
        }

        _listening = true;
        Utterance? utterance = null;
        foreach (ref readonly AudioFrame heard in admitted)
            utterance = Judge(heard) ?? utterance;
        return utterance;
    }

    /// <summary>The source ended; what was being said counts.</summary>
    public Utterance? Finish() => Publish(segmenter.Finish());

    private Utterance? Judge(in AudioFrame frame)
    {
        float probability = detector.SpeechProbability(frame);
        if (frame.Echo == EchoVerdict.OwnVoice)
            probability = 0;
        Meter(frame, probability);
        Utterance? utterance = Publish(segmenter.Push(frame, probability));
        return interruptions is null ? utterance : interruptions.Hear(frame, probability, utterance);
    }

    private void Forget(long at)
    {
        if (!_listening)
            return;
        _listening = false;
        interruptions?.Forget();
        if (segmenter.InUtterance)
            events.Publish(new SpeechEnded(AudioFormat.Duration(at), IsUtterance: false));
        segmenter.Reset();
        detector.Reset();
    }

    private void PublishGate()
    {
        _open = gate.IsOpen;
        events.Publish(new StateChanged(_open ? ConversationState.Listening : ConversationState.Idle));
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
                interruptions?.Discard();
                if (!_audible)
                    events.Publish(new StateChanged(ConversationState.Listening));
                break;
            case SpeechSignalKind.Ended:
                events.Publish(new SpeechEnded(AudioFormat.Duration(signal.At), IsUtterance: true));
                break;
        }

        return signal.Utterance;
    }

    private void Meter(in AudioFrame frame, float speechProbability)
    {
        _loudest = Math.Max(_loudest, Level.RmsDbfs(frame.Samples.Span));
        if (++_frames % FramesAMeter != 0)
            return;
        events.Publish(new SoundHeard(_loudest, speechProbability));
        _loudest = Level.SilenceDbfs;
    }
}
