using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Turns;

namespace EmotionVoice.Edge.Core.Wake;

/// <summary>No gate: every frame passes.</summary>
public sealed class OpenMicrophoneGate : IWakeGate
{
    private readonly AudioFrame[] _frame = new AudioFrame[1];

    public bool IsOpen => true;

    public ReadOnlySpan<AudioFrame> Admit(in AudioFrame frame, bool speaking, in TurnActivity turns)
    {
        _frame[0] = frame;
        return _frame;
    }

    public void Open(WakeReason reason)
    {
    }

    public void Close()
    {
    }

    public void Dispose()
    {
    }
}
