using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.VoiceActivity;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Turns;

/// <summary>
/// Speech into an answer: the device falls silent, and then either ends the answer or goes on with it. What was said is
/// a turn of its own only if it ended the answer. Used only by the listening loop.
/// </summary>
public sealed class Interruptions(
    InterruptionOptions options, VoiceActivityOptions voiceActivity, SpeechStop answer, ITranscriber transcriber, TranscriptionOptions transcription, ILogger<Interruptions> log)
{
    private readonly int _preRollFrames = (int)Math.Ceiling(voiceActivity.PreRoll / AudioFormat.FrameDuration);
    private readonly InterruptionPolicy _policy = new(options);
    private readonly TranscriptGate _gate = new(transcription);
    private readonly TranscriptionRequest _request = new(transcription.Expected);
    private readonly List<AudioFrame> _heard = [];
    private Task<bool>? _asking;
    private Utterance? _waiting;  // for the verdict on it
    private bool _tried;          // within this utterance somebody seemed to interrupt
    private bool _meant;          // and did

    /// <summary>Completes when it is known what was said into the answer; at once when nothing is asked.</summary>
    public Task Asking => _asking ?? Task.CompletedTask;

    /// <summary>Takes a frame that the segmenter has taken.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="speechProbability">In [0, 1].</param>
    /// <param name="utterance">The utterance that it completed, if it did.</param>
    /// <returns>The utterance that is to be answered.</returns>
    public Utterance? Hear(in AudioFrame frame, float speechProbability, Utterance? utterance)
    {
        Remember(frame);
        bool speech = speechProbability >= (_policy.IsHolding ? voiceActivity.ReleaseThreshold : voiceActivity.OnsetThreshold);
        InterruptionStep step = Answered() ?? InterruptionStep.None;
        if (step == InterruptionStep.None)
            step = _policy.Hear(speech);
        Do(step);
        if (utterance is not null)
            _waiting = utterance;
        return _waiting is null || _asking is not null || _policy.IsHolding ? null : Decide();
    }

    /// <summary>The sound has a gap: what was being said is lost.</summary>
    public void Forget()
    {
        if (_policy.IsHolding)
            answer.Resume();
        _policy.Reset();
        _heard.Clear();
        _asking = null;
        _waiting = null;
        _tried = _meant = false;
    }

    /// <summary>What was being said was no utterance.</summary>
    public void Discard() => _tried = _meant = false;

    private Utterance? Decide()
    {
        Utterance? utterance = _tried && !_meant ? null : _waiting;
        _waiting = null;
        _tried = _meant = false;
        return utterance;
    }

    private void Do(InterruptionStep step)
    {
        switch (step)
        {
            case InterruptionStep.Hold when answer.Hold():
                _tried = true;
                break;
            case InterruptionStep.Hold:
                _policy.Reset(); // nothing is being said
                break;
            case InterruptionStep.Ask:
                _asking = AskAsync(AudioFrame.Join(_heard));
                break;
            case InterruptionStep.Resume:
                answer.Resume();
                break;
        }
    }

    private InterruptionStep? Answered()
    {
        if (_asking is not { IsCompleted: true } asking)
            return null;
        _asking = null;
        bool meant = asking.Result; // never fails
        if (meant)
        {
            _meant = true;
            answer.Stop(InterruptionCause.Voice);
        }

        return _policy.Answer(meant);
    }

    private async Task<bool> AskAsync(float[] sound)
    {
        try
        {
            if (_gate.CheckSound(sound) != TranscriptRejection.None)
                return false;
            Transcript transcript = await Task.Run(() => transcriber.TranscribeAsync(sound, _request, CancellationToken.None));
            return _gate.CheckTranscript(transcript) == TranscriptRejection.None && !BackChannel.Is(transcript.Text, transcript.Language);
        }
        catch (Exception e)
        {
            // Somebody spoke, and what for is not known: better silent than talking over a person.
            log.InterruptionNotUnderstood(e);
            return true;
        }
    }

    private void Remember(in AudioFrame frame)
    {
        _heard.Add(frame);
        if (!_policy.IsHolding && _heard.Count > _preRollFrames)
            _heard.RemoveRange(0, _heard.Count - _preRollFrames);
    }
}
