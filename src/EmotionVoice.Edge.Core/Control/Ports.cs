namespace EmotionVoice.Edge.Core.Control;

/// <summary>Something that a request can wake: a wake gate.</summary>
public interface IWakeTrigger
{
    void Wake();
}

/// <summary>Lights whose brightness can be set.</summary>
public interface IDimmer
{
    /// <summary>In [0, 1].</summary>
    double Brightness { get; set; }
}

/// <summary>The choice of a profile.</summary>
public interface IProfileChoice
{
    string Current { get; }

    IReadOnlyList<string> Profiles { get; }

    /// <summary>Returns when it takes effect, in words.</summary>
    /// <exception cref="ControlException">There is no such profile, or the choice can't be kept.</exception>
    string Choose(string profile);
}
