using System.Device.Gpio.Drivers;

namespace System.Device.Gpio;

/// <summary>Opens pins of one driver and keeps them until they are closed.</summary>
public class GpioController : IDisposable
{
    private readonly GpioDriver _driver;
    private readonly Dictionary<int, GpioPin> _open = [];

    /// <summary>The lines of this board's header.</summary>
    /// <exception cref="IOException">There is no GPIO chip here, libgpiod is missing, or this user may not open the chip.</exception>
    public GpioController() : this(LibGpiodDriver.ForBoard())
    {
    }

    /// <param name="driver">Disposed with the controller.</param>
    public GpioController(GpioDriver driver)
    {
        ArgumentNullException.ThrowIfNull(driver);
        _driver = driver;
    }

    /// <exception cref="InvalidOperationException">The pin is open already, or can't do that.</exception>
    public GpioPin OpenPin(int pinNumber, PinMode mode)
    {
        if (_open.ContainsKey(pinNumber))
            throw new InvalidOperationException($"Pin {pinNumber} is open already.");
        if (!IsPinModeSupported(pinNumber, mode))
            throw new InvalidOperationException($"Pin {pinNumber} doesn't support the mode {mode}.");
        _driver.OpenPin(pinNumber);
        try
        {
            _driver.SetPinMode(pinNumber, mode);
        }
        catch
        {
            _driver.ClosePin(pinNumber);
            throw;
        }

        return _open[pinNumber] = new GpioPin(pinNumber);
    }

    public void ClosePin(int pinNumber)
    {
        ThrowIfClosed(pinNumber);
        _driver.ClosePin(pinNumber);
        _open.Remove(pinNumber);
    }

    public virtual bool IsPinModeSupported(int pinNumber, PinMode mode) => _driver.IsPinModeSupported(pinNumber, mode);

    public virtual PinValue Read(int pinNumber)
    {
        ThrowIfClosed(pinNumber);
        return _driver.Read(pinNumber);
    }

    /// <param name="pinNumber">An open pin.</param>
    /// <param name="eventTypes">Edges to tell.</param>
    /// <param name="callback">Called on the driver's thread.</param>
    public virtual void RegisterCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
        ThrowIfClosed(pinNumber);
        _driver.AddCallbackForPinValueChangedEvent(pinNumber, eventTypes, callback);
    }

    public virtual void UnregisterCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
    {
        ThrowIfClosed(pinNumber);
        _driver.RemoveCallbackForPinValueChangedEvent(pinNumber, callback);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        foreach (int pin in _open.Keys)
            _driver.ClosePin(pin);
        _open.Clear();
        _driver.Dispose();
    }

    private void ThrowIfClosed(int pinNumber)
    {
        if (!_open.ContainsKey(pinNumber))
            throw new InvalidOperationException($"Pin {pinNumber} is not open.");
    }
}

/// <summary>An open pin.</summary>
public class GpioPin
{
    internal GpioPin(int pinNumber) => PinNumber = pinNumber;

    public virtual int PinNumber { get; }
}
