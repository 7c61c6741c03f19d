using EmotionVoice.Edge.Core.Control;

namespace EmotionVoice.Edge.Core.Wake;

/// <summary>Opens the gate on request.</summary>
public sealed class GateTrigger(IWakeGate gate) : IWakeTrigger
{
    public void Wake() => gate.Open(WakeReason.Command);
}
