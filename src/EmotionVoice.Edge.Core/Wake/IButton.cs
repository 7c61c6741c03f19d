namespace EmotionVoice.Edge.Core.Wake;

/// <summary>What a person means by pressing the button.</summary>
public enum ButtonGesture
{
    /// <summary>The button went down. Only good for falling silent at once; what it means is known later.</summary>
    Pressed,

    /// <summary>Let go before the mute time: listen now, or stop talking.</summary>
    ShortPress,

    /// <summary>Held for the mute time, told while it is still held: microphone off, or on again.</summary>
    MuteToggle,

    /// <summary>Held for the forget time, told while it is still held; the mute of the same hold has been taken back before.</summary>
    Forget,
}

/// <summary>A button, real or simulated.</summary>
public interface IButton
{
    /// <summary>What a person calls it: "GPIO 17", "space key".</summary>
    string Name { get; }

    /// <summary>
    /// Watches the button and yields gestures as they happen. Ends at once, after one line in the log, when there is no
    /// such button here: everything else works without it. One reader at a time.
    /// </summary>
    IAsyncEnumerable<ButtonGesture> GesturesAsync(CancellationToken cancellationToken);
}
