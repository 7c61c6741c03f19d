using EmotionVoice.Bindings;
using EmotionVoice.Edge.Core.Capture;
using PortAudioSharp;

namespace EmotionVoice.Edge.Devices.Audio;

/// <summary>
/// PortAudio, running from <see cref="Start"/> to <see cref="Dispose"/>. Several may run; the last one ends it. Its list
/// of devices is that of its start; <see cref="TryRefresh"/> starts it anew under those that are running.
/// Used only on <see cref="SoundThread"/>.
/// </summary>
internal sealed class PortAudioLibrary : IDisposable
{
    private static readonly List<DeviceStream> Streams = [];
    private static readonly List<PortAudioSharp.Stream> Abandoned = [];
    private static bool s_running;
    private static int s_users;
    private bool _disposed;

    private PortAudioLibrary()
    {
    }

    /// <exception cref="AudioDeviceException">PortAudio is not installed or finds no sound system.</exception>
    internal static PortAudioLibrary Start()
    {
        if (!s_running)
            StartLibrary();
        s_users++;
        return new PortAudioLibrary();
    }

    /// <summary>
    /// Looks for devices again. PortAudio does that only when it starts, and stopping it ends all streams: open ones are
    /// paused meanwhile, if all of them agree.
    /// </summary>
    /// <returns>False when the list is as new as it can be, or when a stream is in use.</returns>
    /// <exception cref="AudioDeviceException">PortAudio finds no sound system any more.</exception>
    internal static bool TryRefresh()
    {
        if (s_users < 2 || Abandoned.Count > 0 || !Streams.TrueForAll(stream => stream.MayPause))
            return false;
        foreach (DeviceStream stream in Streams)
            stream.Pause();
        try
        {
            StopLibrary();
            StartLibrary();
        }
        finally
        {
            foreach (DeviceStream stream in Streams)
                stream.Resume();
        }

        return true;
    }

    /// <summary>
    /// A stream in which a call never returns. It must not be closed under that call, not even by a finalizer or by
    /// stopping PortAudio, which therefore runs on: until the program ends no device is found that isn't listed now.
    /// </summary>
    internal static void Abandon(PortAudioSharp.Stream stream) => Abandoned.Add(stream);

    /// <summary>A stream that <see cref="TryRefresh"/> has to ask.</summary>
    internal static void Add(DeviceStream stream) => Streams.Add(stream);

    internal static void Remove(DeviceStream stream) => Streams.Remove(stream);

    private static void StartLibrary()
    {
        PortAudioSearch.Set();
        try
        {
            PortAudio.Initialize();
            s_running = true;
        }
        catch (DllNotFoundException exception)
        {
            throw new AudioDeviceException("Sound is not available because the PortAudio library is missing. Install it, on Debian with: sudo apt install libportaudio2", exception);
        }
        catch (PortAudioException exception)
        {
            throw new AudioDeviceException($"The sound system could not be started: {exception.Message} Check that a sound card or sound server is there, with: emotionvoice doctor", exception);
        }
    }

    private static void StopLibrary()
    {
        if (!s_running || Abandoned.Count > 0)
            return;
        s_running = false;
        PortAudio.Terminate();
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (--s_users == 0)
            StopLibrary();
    }
}
