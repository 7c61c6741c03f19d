using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Memory;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.Wake;

namespace EmotionVoice.Edge.Core.Control;

/// <summary>Carries requests out on what there is; what isn't there is refused in words.</summary>
public sealed class DeviceControl(
    ReplySpeaker replies,
    SpeechFeed speaker,
    SpeechStop stop,
    ISynthesizer voice,
    ProsodyPolicy prosody,
    Conversation conversation,
    Floor floor,
    MuteSwitch mute,
    VolumeControl volume,
    TranscriptionOptions transcription,
    ConversationEvents events,
    IWakeGate gate,
    IWakeTrigger? wake = null,
    IDimmer? led = null,
    IProfileChoice? profiles = null,
    EmotionCourse? course = null,
    IConversationJournal? journal = null) : IDeviceControl
{
    public ControlState State => new(mute.IsMuted, volume.Volume, led?.Brightness, profiles?.Current);

    public ControlAbilities Abilities => new(wake is not null, led is not null, profiles?.Profiles ?? []);

    public async Task SayAsync(SayRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        string language = request.Language ?? transcription.Expected[0];
        if (!voice.Speaks(language))
            throw new ControlException($"The voice of this device doesn't speak '{language}'.");
        using (await floor.TakeAsync(cancellationToken))
        {
            events.Publish(new StateChanged(ConversationState.Speaking));
            try
            {
                if (!await stop.SpeakAsync(SpeakAsync, cancellationToken))
                    throw new ControlException("It was stopped before its end.");
            }
            catch (Exception e) when (e is not (OperationCanceledException or ControlException))
            {
                throw new ControlException($"It could not be said: {e.Message}", e);
            }
            finally
            {
                events.Publish(new StateChanged(gate.AtRest));
            }
        }

        async Task SpeakAsync(CancellationToken token)
        {
            await replies.SayAsync(request.Text, language, prosody.For(request.Tone ?? EmotionLabel.Neutral), token);
            await speaker.DrainAsync(token);
        }
    }

    public void Mute() => Change(() => mute.IsMuted = true);

    public void Unmute() => Change(() => mute.IsMuted = false);

    public void SetVolume(double level) => Change(() => volume.Volume = level);

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        using (await floor.TakeAsync(cancellationToken))
        {
            conversation.Forget();
            course?.Reset();
        }

        if (journal is not null)
            await journal.ErasedAsync(cancellationToken);
        events.Publish(new ConversationForgotten());
    }

    public void Wake()
    {
        if (stop.Stop(InterruptionCause.Command))
            return;
        IWakeTrigger trigger = wake ?? throw new ControlException("This device listens all the time: there is nothing to wake.");
        if (mute.IsMuted)
            throw new ControlException("The microphone is off. Switch it on first.");
        trigger.Wake();
    }

    public void SetLedBrightness(double brightness)
    {
        IDimmer ring = led ?? throw new ControlException("This device has no LED ring.");
        Change(() => ring.Brightness = brightness);
    }

    public string ChooseProfile(string profile)
    {
        IProfileChoice choice = profiles ?? throw new ControlException("The profile of this device can't be chosen from outside.");
        string effect = choice.Choose(profile);
        events.Publish(new ControlChanged(State));
        return effect;
    }

    private void Change(Action set)
    {
        ControlState before = State;
        set();
        if (State != before)
            events.Publish(new ControlChanged(State));
    }
}
