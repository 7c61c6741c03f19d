using EmotionVoice.Edge.Core.Capture;
using PortAudioSharp;
using PaStream = PortAudioSharp.Stream;

namespace EmotionVoice.Edge.Devices.Audio;

/// <summary>
/// An open and running PortAudio stream in one direction, float32, at a rate that the device accepts. It can be paused
/// while PortAudio looks for devices.
/// </summary>
internal sealed class DeviceStream : IDisposable
{
    // Callbacks a second: long enough to sleep between them, short against a frame of 32 ms.
    private const int BuffersASecond = 50;

    // Tried in this order when a device refuses the rate that it claims to prefer.
    private static readonly int[] UsualRates = [48_000, 44_100, 32_000, 16_000, 8_000];

    private readonly PortAudioLibrary _library;
    private readonly PaStream.Callback _callback;
    private readonly Func<bool> _mayPause;
    private readonly bool _forInput;
    private PaStream? _stream; // null while paused, and when the device was gone after a pause
    private bool _paused;
    private double _pausedAt;
    private readonly Lock _lock = new(); // nobody asks a stream that is being closed
    private bool _disposed;

    private DeviceStream(
        PortAudioLibrary library, PaStream stream, PaStream.Callback callback, AudioDevice device, bool forInput, int sampleRateHz, int channels, Func<bool> mayPause)
    {
        _library = library;
        _stream = stream;
        _callback = callback;
        _forInput = forInput;
        _mayPause = mayPause;
        Device = device;
        SampleRateHz = sampleRateHz;
        Channels = channels;
    }

    /// <summary>Makes the callback, once rate and channels are known.</summary>
    internal delegate PaStream.Callback CallbackFactory(int sampleRateHz, int channels);

    internal AudioDevice Device { get; }

    internal int SampleRateHz { get; }

    internal int Channels { get; }

    /// <summary>False once the device is gone.</summary>
    internal bool IsActive
    {
        get
        {
            try
            {
                lock (_lock)
                    return !_disposed && (_paused || _stream is { IsActive: true });
            }
            catch (PortAudioException)
            {
                return false;
            }
        }
    }

    /// <summary>The clock that the callback's times come from, in seconds; 0 once closed.</summary>
    internal double Time
    {
        get
        {
            lock (_lock)
                return _disposed ? 0 : _stream?.Time ?? _pausedAt;
        }
    }

    /// <summary>Whether a pause of some tenths of a second would go unnoticed now.</summary>
    internal bool MayPause => _mayPause();

    /// <param name="mayPause">Whether this stream may be paused at that moment for another one's sake. Never throws; any thread.</param>
    /// <exception cref="AudioDeviceException">No such device, or it can't be opened.</exception>
    internal static DeviceStream Open(string? wanted, bool forInput, int channels, Func<bool> mayPause, CallbackFactory callbacks)
    {
        PortAudioLibrary library = PortAudioLibrary.Start();
        try
        {
            try
            {
                return OpenFromList();
            }
            catch (AudioDeviceException)
            {
                // It may have come, or changed its number, since the list was made.
                if (!PortAudioLibrary.TryRefresh())
                    throw;
                return OpenFromList();
            }
        }
        catch
        {
            library.Dispose();
            throw;
        }

        DeviceStream OpenFromList() => PortAudioLibrary.Exclusively(() =>
        {
            AudioDevice device = AudioDeviceChoice.Choose(AudioDeviceCatalog.ReadDevices(), wanted, forInput);
            DeviceStream stream = Open(library, device, forInput, channels, mayPause, callbacks);
            PortAudioLibrary.Add(stream);
            return stream;
        });
    }

    /// <summary>Lets go of the device. Called by <see cref="PortAudioLibrary.TryRefresh"/>, as <see cref="Resume"/>.</summary>
    internal void Pause()
    {
        lock (_lock)
        {
            if (_disposed || _stream is null)
                return;
            _paused = true;
            _pausedAt = _stream.Time;
            _stream.Dispose();
            _stream = null;
        }
    }

    /// <summary>Takes the device again, by its name: numbers may have changed. When it is gone, the stream isn't active any more.</summary>
    internal void Resume()
    {
        lock (_lock)
        {
            if (!_paused)
                return;
            _paused = false;
            if (_disposed)
                return;
            try
            {
                AudioDevice device = AudioDeviceChoice.Choose(AudioDeviceCatalog.ReadDevices(), Device.Name, _forInput);
                _stream = Start(device, _forInput, SampleRateHz, Channels, _callback);
            }
            catch (Exception exception) when (exception is PortAudioException or AudioDeviceException)
            {
                // Its owner sees that it isn't active and says so.
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            _disposed = true;
        }

        PortAudioLibrary.Exclusively(() =>
        {
            PortAudioLibrary.Remove(this);
            _stream?.Dispose(); // waits until the callback has returned
            return true;
        });
        _library.Dispose();
    }

    private static DeviceStream Open(PortAudioLibrary library, AudioDevice device, bool forInput, int channels, Func<bool> mayPause, CallbackFactory callbacks)
    {
        int most = forInput ? device.InputChannels : device.OutputChannels;
        PortAudioException? refusal = null;
        foreach (int rate in UsualRates.Prepend(device.SampleRateHz).Distinct())
        {
            // A device that can't do few channels gets all that it has.
            foreach (int count in new[] { Math.Min(channels, most), Math.Min(most, 32) }.Distinct())
            {
                try
                {
                    PaStream.Callback callback = callbacks(rate, count);
                    return new DeviceStream(library, Start(device, forInput, rate, count, callback), callback, device, forInput, rate, count, mayPause);
                }
                catch (PortAudioException exception)
                {
                    refusal = exception;
                    if (exception.ErrorCode is not (ErrorCode.InvalidSampleRate or ErrorCode.InvalidChannelCount))
                        throw Refused(device, exception);
                }
            }
        }

        throw Refused(device, refusal!);
    }

    private static PaStream Start(AudioDevice device, bool forInput, int rate, int channels, PaStream.Callback callback)
    {
        StreamParameters parameters = new()
        {
            device = device.Index,
            channelCount = channels,
            sampleFormat = SampleFormat.Float32,
            suggestedLatency = forInput ? device.InputLatency : device.OutputLatency,
        };
        PaStream stream = new(
            forInput ? parameters : null, forInput ? null : parameters, rate, (uint)(rate / BuffersASecond),
            StreamFlags.NoFlag, callback, device.Name);
        try
        {
            stream.Start();
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static AudioDeviceException Refused(AudioDevice device, PortAudioException exception) => new(
        $"The sound device \"{device.Name}\" can't be opened: {PortAudio.GetErrorText(exception.ErrorCode)}. " +
        "Another program may be using it, or it was unplugged. Close that program, or choose another device (see `emotionvoice devices`).", exception);
}
