using EmotionVoice.Edge.Core.Capture;
using PortAudioSharp;
using PaStream = PortAudioSharp.Stream;

namespace EmotionVoice.Edge.Devices.Audio;

/// <summary>An open and running PortAudio stream in one direction, float32, at a rate that the device accepts.</summary>
internal sealed class DeviceStream : IDisposable
{
    // Callbacks a second: long enough to sleep between them, short against a frame of 32 ms.
    private const int BuffersASecond = 50;

    // Tried in this order when a device refuses the rate that it claims to prefer.
    private static readonly int[] UsualRates = [48_000, 44_100, 32_000, 16_000, 8_000];

    private readonly PortAudioLibrary _library;
    private readonly PaStream _stream;
    private readonly Lock _lock = new(); // nobody asks a stream that is being closed
    private bool _disposed;

    private DeviceStream(PortAudioLibrary library, PaStream stream, AudioDevice device, int sampleRateHz, int channels)
    {
        _library = library;
        _stream = stream;
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
                    return !_disposed && _stream.IsActive;
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
                return _disposed ? 0 : _stream.Time;
        }
    }

    /// <exception cref="AudioDeviceException">No such device, or it can't be opened.</exception>
    internal static DeviceStream Open(string? wanted, bool forInput, int channels, CallbackFactory callbacks)
    {
        PortAudioLibrary library = PortAudioLibrary.Start();
        try
        {
            return PortAudioLibrary.Exclusively(() =>
            {
                AudioDevice device = AudioDeviceChoice.Choose(AudioDeviceCatalog.ReadDevices(), wanted, forInput);
                return Open(library, device, forInput, channels, callbacks);
            });
        }
        catch
        {
            library.Dispose();
            throw;
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
            _stream.Dispose(); // waits until the callback has returned
            return true;
        });
        _library.Dispose();
    }

    private static DeviceStream Open(PortAudioLibrary library, AudioDevice device, bool forInput, int channels, CallbackFactory callbacks)
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
                    return Start(library, device, forInput, rate, count, callbacks);
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

    private static DeviceStream Start(PortAudioLibrary library, AudioDevice device, bool forInput, int rate, int channels, CallbackFactory callbacks)
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
            StreamFlags.NoFlag, callbacks(rate, channels), device.Name);
        try
        {
            stream.Start();
            return new DeviceStream(library, stream, device, rate, channels);
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
