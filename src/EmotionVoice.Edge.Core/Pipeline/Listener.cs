using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Core.Wake;

namespace EmotionVoice.Edge.Core.Pipeline;

/// <summary>Frames become utterances, and words while they are spoken. Used only by the listening loop.</summary>
/// <param name="gate">Stands before all.</param>
/// <param name="detector">Speech or not.</param>
/// <param name="segmenter">Where an utterance begins and ends.</param>
/// <param name="events">Told of both.</param>
/// <param name="words">Finds words meanwhile; null: nobody does.</param>
/// <param name="drafts">When an answer may be begun; null: never before the turn is over.</param>
/// <param name="interruptions">Judges what is said into an answer; null: all of it counts.</param>
public sealed class Listener(
    IWakeGate gate, IVoiceActivityDetector detector, UtteranceSegmenter segmenter, ConversationEvents events, LiveWords? words = null, DraftPolicy? drafts = null,
    Interruptions? interruptions = null)
{
    /// <summary>After a reply the room still rings; what comes this soon is its echo.</summary>
    private static readonly long s_echoTailSamples = AudioFormat.Samples(TimeSpan.FromMilliseconds(250));

    private const int FramesAMeter = 3;

    private long _deafUntil = -1;
    private int _answers;
    private long _heardUntil;
    private bool _audible;
    private bool _open;
    private bool _listening;
    private bool _early;
    private long _frames;
    private float _loudest = Level.SilenceDbfs;

    /// <summary>Says what the first state is.</summary>
    /// <param name="inRealTime">Whether there is time to work between the frames; else nothing is done before a turn is over.</param>
    public void Begin(bool inRealTime)
    {
        _early = inRealTime;
        PublishGate();
    }

    /// <summary>Takes the next frame.</summary>
    /// <param name="frame">The next frame.</param>
    /// <param name="turns">What the turn loop is doing. While the device speaks it doesn't listen to itself: unless its own voice was taken out of the frame, it doesn't listen at all.</param>
    public Heard Hear(in AudioFrame frame, in TurnActivity turns)
    {
        // Sound is missing: what was said before and what comes now don't belong together, and half a sentence can mean
        // the opposite of the whole one. The speaker, who sees that the microphone was lost, says it again.
        Heard heard = default;
        if (frame.Start != _heardUntil)
            heard = Forget(frame.Start);
        _heardUntil = frame.End;
        _audible = turns.IsAudible;
        if (_audible || turns.Answers != _answers)
            segmenter.Answered();
        _answers = turns.Answers;
        if (_audible && frame.Echo == EchoVerdict.Unjudged)
            _deafUntil = frame.End + s_echoTailSamples;
        ReadOnlySpan<AudioFrame> admitted = gate.Admit(frame, segmenter.InUtterance, turns);
        if (gate.IsOpen != _open)
            PublishGate();
        if (admitted.IsEmpty || frame.Start < _deafUntil)
        {
            heard = heard.Then(Forget(frame.Start));
            if (admitted.IsEmpty)
                Meter(frame, speechProbability: 0);
            return heard;
        }

        _listening = true;
        foreach (ref readonly AudioFrame next in admitted)
            heard = heard.Then(Judge(next, turns));
        return heard;
    }

    /// <summary>The source ended; what was being said counts.</summary>
    public Heard Finish() => Publish(segmenter.Finish());

    private Heard Judge(in AudioFrame frame, in TurnActivity turns)
    {
        float probability = detector.SpeechProbability(frame);
        if (frame.Echo == EchoVerdict.OwnVoice)
            probability = 0;
        Meter(frame, probability);
        SpeechSignal signal = segmenter.Push(frame, probability);
        if (segmenter.InUtterance && signal.Kind != SpeechSignalKind.Started)
            words?.Push(frame.Samples.Span, segmenter.Silence);
        Heard heard = Publish(signal);
        if (interruptions is not null)
        {
            Utterance? wanted = interruptions.Hear(frame, probability, heard.Utterance);
            // One that only may have been meant gets no answer, or a late one: what was begun of it would stay.
            bool unwanted = heard.Utterance is not null && wanted is null && drafts is not null && drafts.WentOn();
            heard = heard with { Utterance = wanted, WentOn = heard.WentOn || unwanted };
        }

        bool begin = _early && !turns.IsBusy && segmenter.IsUtterance && segmenter.Silence > TimeSpan.Zero && drafts is not null && drafts.ShouldBegin(segmenter.Silence);
        return begin ? heard with { Beginning = segmenter.SoFar } : heard;
    }

    private Heard Forget(long at)
    {
        if (!_listening)
            return default;
        _listening = false;
        words?.Drop();
        interruptions?.Forget();
        if (segmenter.InUtterance)
            events.Publish(new SpeechEnded(AudioFormat.Duration(at), IsUtterance: false));
        segmenter.Reset();
        detector.Reset();
        return new Heard(WentOn: drafts?.WentOn() ?? false);
    }

    private void PublishGate()
    {
        _open = gate.IsOpen;
        events.Publish(new StateChanged(gate.AtRest));
    }

    private Heard Publish(in SpeechSignal signal)
    {
        switch (signal.Kind)
        {
            case SpeechSignalKind.Started:
                drafts?.Reset();
                if (_early)
                    words?.Begin(segmenter.SoFar);
                events.Publish(new StateChanged(ConversationState.Hearing));
                events.Publish(new SpeechStarted(AudioFormat.Duration(signal.At)));
                break;
            case SpeechSignalKind.Resumed:
                return new Heard(WentOn: drafts?.WentOn() ?? false);
            case SpeechSignalKind.Discarded:
                words?.Drop();
                events.Publish(new SpeechEnded(AudioFormat.Duration(signal.At), IsUtterance: false));
                interruptions?.Discard();
                if (!_audible)
                    events.Publish(new StateChanged(ConversationState.Listening));
                return new Heard(WentOn: drafts?.WentOn() ?? false);
            case SpeechSignalKind.Ended:
                words?.End(signal.At);
                events.Publish(new SpeechEnded(AudioFormat.Duration(signal.At), IsUtterance: true));
                break;
        }

        return new Heard(Utterance: signal.Utterance);
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
