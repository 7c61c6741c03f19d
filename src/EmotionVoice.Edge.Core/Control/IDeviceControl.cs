using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Core.Control;

/// <summary>
/// What people and programs outside may ask of the device while it runs: over MQTT, from a button, from the console.
/// Safe to call from several threads; no call but <see cref="Wake"/> disturbs a turn that is being answered.
/// </summary>
public interface IDeviceControl
{
    ControlState State { get; }

    /// <summary>Which of the calls below this device can carry out at all.</summary>
    ControlAbilities Abilities { get; }

    /// <summary>Speaks a text between two turns; completes when it has been heard.</summary>
    /// <exception cref="ControlException">No voice here speaks the language, it failed, or somebody stopped it.</exception>
    Task SayAsync(SayRequest request, CancellationToken cancellationToken);

    /// <summary>From the next frame on no sound leaves Capture.</summary>
    void Mute();

    void Unmute();

    /// <param name="level">In [0, 1]; 1 is the voice's own loudness.</param>
    void SetVolume(double level);

    /// <summary>Forgets the conversation, between two turns.</summary>
    Task ForgetAsync(CancellationToken cancellationToken);

    /// <summary>What a short press of the button means: stops what is being said, or else listens as if the wake word had been heard.</summary>
    /// <exception cref="ControlException">Nothing here needs to be woken, or the microphone is off.</exception>
    void Wake();

    /// <param name="brightness">In [0, 1].</param>
    /// <exception cref="ControlException">There is no LED ring.</exception>
    void SetLedBrightness(double brightness);

    /// <summary>Chooses the models' profile.</summary>
    /// <returns>When it takes effect, in words.</returns>
    /// <exception cref="ControlException">There is no such profile, or it can't be chosen here.</exception>
    string ChooseProfile(string profile);
}

/// <param name="Text">Plain words.</param>
/// <param name="Language">ISO 639-1 code; null is the first language that the device expects.</param>
/// <param name="Tone">The feeling to answer; null is neutral.</param>
public sealed record SayRequest(string Text, string? Language = null, EmotionLabel? Tone = null);

/// <param name="Muted">Whether the microphone is off.</param>
/// <param name="Volume">In [0, 1].</param>
/// <param name="LedBrightness">In [0, 1]; null without an LED ring.</param>
/// <param name="Profile">Null when it can't be chosen.</param>
public sealed record ControlState(bool Muted, double Volume, double? LedBrightness, string? Profile);

/// <param name="Wake">Whether there is something to wake.</param>
/// <param name="Led">Whether there is an LED ring.</param>
/// <param name="Profiles">The profiles to choose from; empty when none can be chosen.</param>
public sealed record ControlAbilities(bool Wake, bool Led, IReadOnlyList<string> Profiles);

/// <summary>A request can't be carried out. The message says why, and what to do.</summary>
public sealed class ControlException : Exception
{
    public ControlException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
