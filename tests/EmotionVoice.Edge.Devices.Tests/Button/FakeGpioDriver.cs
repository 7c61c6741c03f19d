using System.Device.Gpio;

namespace EmotionVoice.Edge.Devices.Tests.Button;

/// <summary>One simulated line of a chip; edges are told on the test's thread.</summary>
internal sealed class FakeGpioDriver(int pin) : GpioDriver
{
    private PinChangeEventHandler? _callback;
    private PinValue _level = PinValue.High;

    public PinMode Mode { get; private set; }

    public bool IsOpen { get; private set; }

    public bool IsDisposed { get; private set; }

    public bool IsWatched => _callback is not null;

    protected override int PinCount => 54;

    /// <summary>Drives the line, with an edge when that changes it and with none when the kernel lost it.</summary>
    public void Drive(PinValue level, bool edgeIsLost = false)
    {
        if (_level == level)
            return;
        _level = level;
        if (!edgeIsLost)
            _callback?.Invoke(this, new PinValueChangedEventArgs(level == PinValue.High ? PinEventTypes.Rising : PinEventTypes.Falling, pin));
    }

    protected override void OpenPin(int pinNumber) => IsOpen = pinNumber == pin ? true : throw new IOException($"GPIO {pinNumber} is not there.");

    protected override void ClosePin(int pinNumber) => IsOpen = false;

    protected override void SetPinMode(int pinNumber, PinMode mode) => Mode = mode;

    protected override PinMode GetPinMode(int pinNumber) => Mode;

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => mode != PinMode.Output;

    protected override PinValue Read(int pinNumber) => _level;

    protected override void Write(int pinNumber, PinValue value) => throw new NotSupportedException();

    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) => throw new NotSupportedException();

    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) => _callback += callback;

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) => _callback -= callback;

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
