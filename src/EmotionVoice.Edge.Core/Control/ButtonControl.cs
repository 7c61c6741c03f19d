using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.Wake;

namespace EmotionVoice.Edge.Core.Control;

/// <summary>What the gestures of one button do. Used only by that button's reader.</summary>
public sealed class ButtonControl(IDeviceControl device, SpeechStop speech, IWakeGate gate, ConversationEvents events)
{
    private bool _stoppedSpeech;
    private bool _toggledMute;

    /// <summary>Never waits: while a conversation is to be forgotten after its turn, the next press still counts.</summary>
    public void Take(ButtonGesture gesture, CancellationToken cancellationToken)
    {
        switch (gesture)
        {
            case ButtonGesture.Pressed:
                (_stoppedSpeech, _toggledMute) = (speech.Stop(InterruptionCause.Button), false);
                break;
            case ButtonGesture.ShortPress:
                events.Publish(new ButtonUsed(gesture));
                // A muted gate would open with the first sound after the mute, whenever that is.
                if (!_stoppedSpeech && !device.State.Muted)
                    gate.Open(WakeReason.Button);
                break;
            case ButtonGesture.MuteToggle:
                if (!_toggledMute)
                    events.Publish(new ButtonUsed(gesture));
                _toggledMute = true;
                Toggle();
                break;
            case ButtonGesture.Forget:
                events.Publish(new ButtonUsed(gesture));
                // Fails only by the token, and then nobody is there to be told.
                _ = device.ForgetAsync(cancellationToken);
                break;
        }
    }

    private void Toggle()
    {
        if (device.State.Muted)
            device.Unmute();
        else
            device.Mute();
    }
}
