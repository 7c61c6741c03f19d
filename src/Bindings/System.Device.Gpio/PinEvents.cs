namespace System.Device.Gpio;

/// <summary>Direction and pull resistor of a pin.</summary>
public enum PinMode
{
    Input,
    Output,
    InputPullDown,
    InputPullUp,
}

/// <summary>Edges.</summary>
[Flags]
public enum PinEventTypes
{
    None = 0,
    Rising = 1,
    Falling = 2,
}

/// <summary>Called on the driver's thread: it must neither block nor throw.</summary>
public delegate void PinChangeEventHandler(object sender, PinValueChangedEventArgs pinValueChangedEventArgs);

/// <summary>An edge at a pin; it carries no time.</summary>
public class PinValueChangedEventArgs(PinEventTypes changeType, int pinNumber) : EventArgs
{
    public PinEventTypes ChangeType { get; } = changeType;

    public int PinNumber { get; } = pinNumber;
}

/// <summary>How waiting for an edge ended.</summary>
public struct WaitForEventResult
{
    public PinEventTypes EventTypes;

    public bool TimedOut;
}
