using EmotionVoice.Edge.Core.Capture;
using Microsoft.Extensions.Logging;
using PortAudioSharp;
using PaStream = PortAudioSharp.Stream;

namespace EmotionVoice.Edge.Devices.Audio;

/// <summary>What a stream is to be.</summary>
/// <param name="Wanted">As in the settings: an index, a part of a name, or "default" or null for the system's default.</param>
/// <param name="ForInput">Whether it is to record; else it is to play.</param>
/// <param name="Channels">As many as are wanted; a device that can't do so few gives all it has.</param>
/// <param name="MayPause">Whether the stream may be paused at that moment for another one's sake. Never throws; any thread.</param>
internal sealed record DeviceRequest(string? Wanted, bool ForInput, int Channels, Func<bool> MayPause);

/// <summary>
/// An open and running PortAudio stream in one direction, float32, at a rate that the device accepts. It can be paused
/// while PortAudio looks for devices.
/// </summary>
internal sealed class DeviceStream : IAsyncDisposable
{
    // Callbacks a second: long enough to sleep between them, short against a frame of 32 ms.
    private const int BuffersASecond = 50;

    // Closing takes some tenths of a second. Whoever ends the program has five seconds for all that it does.
    private static readonly TimeSpan s_closing = TimeSpan.FromSeconds(1);

    // PortAudio 19.6 waits at most one second for its callback thread to start a device. When the device vanishes just
    // then, that thread ends with the mutex locked that the wait needs to end: Pa_StartStream never returns.
    private static readonly TimeSpan s_starting = TimeSpan.FromSeconds(2);

    // Tried in this order when a device refuses the rate that it claims to prefer.
    private static readonly int[] UsualRates = [48_000, 44_100, 32_000, 16_000, 8_000];

    private readonly PortAudioLibrary _library;
    private readonly PaStream.Callback _callback;
    private readonly DeviceRequest _request;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private PaStream? _stream; // null while paused, and when the device was gone after a pause
    private bool _paused;
    private double _pausedAt;
    private readonly Lock _lock = new(); // nobody asks a stream that is being closed; never held while PortAudio may block
    private bool _disposed;

    private DeviceStream(
        PortAudioLibrary library, PaStream stream, PaStream.Callback callback, AudioDevice device, DeviceRequest request, int sampleRateHz, int channels, TimeProvider time, ILogger log)
    {
        _library = library;
        _stream = stream;
        _callback = callback;
        _request = request;
        _time = time;
        _log = log;
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
    internal bool MayPause => _request.MayPause();

    /// <summary>Waits for a sound system that doesn't answer until it does, or until <paramref name="cancellationToken"/> fires.</summary>
    /// <param name="request">What to open.</param>
    /// <param name="callbacks">Called on <see cref="SoundThread"/>, for each rate that is tried.</param>
    /// <param name="time">Limits how long closing is waited for.</param>
    /// <param name="log">Hears when it took longer.</param>
    /// <param name="cancellationToken">Gives up waiting; what opens nevertheless is closed.</param>
    /// <exception cref="AudioDeviceException">No such device, or it can't be opened.</exception>
    internal static async Task<DeviceStream> OpenAsync(
        DeviceRequest request, CallbackFactory callbacks, TimeProvider time, ILogger log, CancellationToken cancellationToken)
    {
        Task<DeviceStream> opening = SoundThread.RunAsync(() =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Open(request, callbacks, time, log);
        });
        try
        {
            return await opening.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _ = opening.ContinueWith(
                opened => opened.Result.CloseAsync(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>Lets go of the device. Called by <see cref="PortAudioLibrary.TryRefresh"/>, as <see cref="Resume"/>.</summary>
    internal void Pause()
    {
        PaStream? stream;
        lock (_lock)
        {
            if (_disposed || _stream is null)
                return;
            _paused = true;
            _pausedAt = _stream.Time;
            (stream, _stream) = (_stream, null);
        }

        stream.Dispose();
    }

    /// <summary>Takes the device again, by its name: numbers may have changed. When it is gone, the stream isn't active any more.</summary>
    internal void Resume()
    {
        if (!_paused || _disposed)
            return;
        PaStream? stream = null;
        try
        {
            AudioDevice device = AudioDeviceChoice.Choose(AudioDeviceCatalog.ReadDevices(), Device.Name, _request.ForInput);
            stream = Start(device, _request.ForInput, SampleRateHz, Channels, _callback);
        }
        catch (Exception exception) when (exception is PortAudioException or AudioDeviceException)
        {
            // Its owner sees that it isn't active and says so.
        }

        lock (_lock)
        {
            _paused = false;
            _stream = stream;
        }
    }

    /// <summary>
    /// Stops calling back and lets go of the device. Returns after a second even when the sound system doesn't answer:
    /// the sound thread goes on waiting for it, and with it all that is opened or closed later.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await CloseAsync().WaitAsync(s_closing, _time);
        }
        catch (TimeoutException)
        {
            _log.DeviceNotClosed(Device.Name);
        }
    }

    private Task CloseAsync()
    {
        lock (_lock)
        {
            if (_disposed)
                return Task.CompletedTask;
            _disposed = true;
        }

        return SoundThread.RunAsync(() =>
        {
            PortAudioLibrary.Remove(this);
            _stream?.Dispose(); // waits until the callback has returned
            _library.Dispose();
            return true;
        });
    }

    private static DeviceStream Open(DeviceRequest request, CallbackFactory callbacks, TimeProvider time, ILogger log)
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

        DeviceStream OpenFromList()
        {
            AudioDevice device = AudioDeviceChoice.Choose(AudioDeviceCatalog.ReadDevices(), request.Wanted, request.ForInput);
            (PaStream stream, PaStream.Callback callback, int rate, int channels) = Start(device, request, callbacks);
            DeviceStream open = new(library, stream, callback, device, request, rate, channels, time, log);
            PortAudioLibrary.Add(open);
            return open;
        }
    }

    private static (PaStream Stream, PaStream.Callback Callback, int SampleRateHz, int Channels) Start(AudioDevice device, DeviceRequest request, CallbackFactory callbacks)
    {
        int most = request.ForInput ? device.InputChannels : device.OutputChannels;
        PortAudioException? refusal = null;
        foreach (int rate in UsualRates.Prepend(device.SampleRateHz).Distinct())
        {
            // A device that can't do few channels gets all that it has.
            foreach (int count in new[] { Math.Min(request.Channels, most), Math.Min(most, 32) }.Distinct())
            {
                try
                {
                    PaStream.Callback callback = callbacks(rate, count);
                    return (Start(device, request.ForInput, rate, count, callback), callback, rate, count);
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
        Task starting = Task.Factory.StartNew(stream.Start, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (!((IAsyncResult)starting).AsyncWaitHandle.WaitOne(s_starting))
        {
            PortAudioLibrary.Abandon(stream);
            throw new AudioDeviceException($"The sound device \"{device.Name}\" does not start: it was unplugged at that moment, or its sound server hangs. It is tried again.");
        }

        try
        {
            starting.GetAwaiter().GetResult();
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
