using System.Device.Gpio.Interop;

namespace System.Device.Gpio.Drivers;

/// <summary>One open line, and the thread that watches it while anybody wants its edges.</summary>
internal sealed class WatchedPin(GpioDriver driver, GpiodLine line, int number) : IDisposable
{
    // How long stopping may take; edges themselves wake the thread at once.
    private static readonly TimeSpan s_lookUp = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private (PinEventTypes Types, PinChangeEventHandler Handler)[] _callbacks = [];
    private Thread? _watcher;
    private volatile bool _stop;
    private PinMode _mode;

    internal PinMode Mode
    {
        get => _mode;
        set
        {
            lock (_lock)
            {
                if (_watcher is not null)
                    throw new InvalidOperationException($"Pin {number} is being watched; its mode can't be changed now.");
                line.RequestInput(Flags(value));
                _mode = value;
            }
        }
    }

    internal bool Read() => line.Read();

    internal void Add(PinEventTypes types, PinChangeEventHandler handler)
    {
        lock (_lock)
        {
            if (_watcher is null)
            {
                // The pull resistor is named again: a line that is released may lose it.
                line.RequestEdges(Flags(_mode));
                _stop = false;
                _watcher = new Thread(Watch) { IsBackground = true, Name = $"GPIO {number}" };
                _watcher.Start();
            }

            Volatile.Write(ref _callbacks, [.. _callbacks, (types, handler)]);
        }
    }

    internal void Remove(PinChangeEventHandler handler)
    {
        lock (_lock)
        {
            Volatile.Write(ref _callbacks, [.. _callbacks.Where(callback => callback.Handler != handler)]);
            if (_callbacks.Length > 0 || _watcher is null)
                return;
            StopWatching();
            line.RequestInput(Flags(_mode));
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            StopWatching();
            line.Release();
        }
    }

    private static LineFlags Flags(PinMode mode) => mode switch
    {
        PinMode.InputPullUp => LineFlags.PullUp,
        PinMode.InputPullDown => LineFlags.PullDown,
        _ => LineFlags.None,
    };

    // A handler may remove itself: its own thread can't be waited for.
    private void StopWatching()
    {
        _stop = true;
        if (_watcher is not null && _watcher != Thread.CurrentThread)
            _watcher.Join();
        _watcher = null;
    }

    private void Watch()
    {
        try
        {
            while (!_stop)
            {
                if (line.WaitForEdge(s_lookUp) is { } edge)
                    Tell(edge == LineEdge.Rising ? PinEventTypes.Rising : PinEventTypes.Falling);
            }
        }
        catch (GpiodException)
        {
            // The chip is gone (a USB adapter was unplugged). As upstream, the pin falls silent.
        }
    }

    private void Tell(PinEventTypes edge)
    {
        PinValueChangedEventArgs happened = new(edge, number);
        foreach ((PinEventTypes types, PinChangeEventHandler handler) in Volatile.Read(ref _callbacks))
            if ((types & edge) != 0)
                handler(driver, happened);
    }
}
