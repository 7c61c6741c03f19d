namespace EmotionVoice.Edge.Devices.Simulated;

/// <summary>How fast a simulated device goes.</summary>
public enum Pace
{
    /// <summary>As a real device would, by the clock.</summary>
    RealTime,

    /// <summary>As fast as the other side takes or gives.</summary>
    AsFastAsPossible,
}
