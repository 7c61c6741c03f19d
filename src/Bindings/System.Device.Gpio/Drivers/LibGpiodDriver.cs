using System.Device.Gpio.Interop;

namespace System.Device.Gpio.Drivers;

/// <summary>GPIO through libgpiod 1.x. Input pins only: nothing here drives one.</summary>
public class LibGpiodDriver : GpioDriver
{
    private readonly Lock _lock = new();
    private readonly GpiodChip _chip;
    private readonly Dictionary<int, WatchedPin> _pins = [];

    /// <param name="gpioChip">Number of the chip: 0 for /dev/gpiochip0.</param>
    /// <exception cref="IOException">There is no such chip, libgpiod is missing, or this user may not open the chip.</exception>
    public LibGpiodDriver(int gpioChip = 0) : this(GpiodChip.Open($"/dev/gpiochip{gpioChip}"))
    {
    }

    private LibGpiodDriver(GpiodChip chip) => _chip = chip;

    protected internal override int PinCount => _chip.LineCount;

    /// <summary>The header's chip: the RP1 of a Raspberry Pi 5, whatever its number is; everywhere else the first.</summary>
    internal static LibGpiodDriver ForBoard()
    {
        foreach (string path in Directory.EnumerateFiles("/dev", "gpiochip*").Order(StringComparer.Ordinal))
        {
            try
            {
                GpiodChip chip = GpiodChip.Open(path);
                if (chip.Label == "pinctrl-rp1")
                    return new LibGpiodDriver(chip);
                chip.Dispose();
            }
            catch (GpiodException)
            {
                // Not this one; the first chip's own complaint is the one to tell.
            }
        }

        return new LibGpiodDriver();
    }

    protected internal override void OpenPin(int pinNumber)
    {
        lock (_lock)
            _pins.Add(pinNumber, new WatchedPin(this, _chip.Line(pinNumber), pinNumber));
    }

    protected internal override void ClosePin(int pinNumber)
    {
        WatchedPin? pin;
        lock (_lock)
            _pins.Remove(pinNumber, out pin);
        // Outside the lock: the pin's thread may be reading it right now.
        pin?.Dispose();
    }

    protected internal override void SetPinMode(int pinNumber, PinMode mode) => Pin(pinNumber).Mode = mode;

    protected internal override PinMode GetPinMode(int pinNumber) => Pin(pinNumber).Mode;

    protected internal override bool IsPinModeSupported(int pinNumber, PinMode mode) => mode is not PinMode.Output;

    protected internal override PinValue Read(int pinNumber) => Pin(pinNumber).Read();

    protected internal override void Write(int pinNumber, PinValue value) => throw new NotSupportedException("This driver reads pins only.");

    protected internal override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) =>
        throw new NotSupportedException("This driver tells edges through callbacks only.");

    protected internal override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) =>
        Pin(pinNumber).Add(eventTypes, callback);

    protected internal override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) => Pin(pinNumber).Remove(callback);

    protected override void Dispose(bool disposing)
    {
        foreach (int pin in _pins.Keys.ToArray())
            ClosePin(pin);
        _chip.Dispose();
        base.Dispose(disposing);
    }

    private WatchedPin Pin(int pinNumber)
    {
        lock (_lock)
            return _pins.TryGetValue(pinNumber, out WatchedPin? pin) ? pin : throw new InvalidOperationException($"Pin {pinNumber} is not open.");
    }
}
