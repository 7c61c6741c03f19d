using System.Reflection;
using System.Runtime.InteropServices;
using EmotionVoice.Edge.Core.Capture;
using PortAudioSharp;

namespace EmotionVoice.Edge.Devices.Audio;

/// <summary>
/// PortAudio, running from <see cref="Start"/> to <see cref="Dispose"/>. Several may run; the last one ends it. Its list
/// of devices is that of its start; <see cref="TryRefresh"/> starts it anew under those that are running.
/// </summary>
internal sealed class PortAudioLibrary : IDisposable
{
    // Starting, stopping, opening and closing are not safe for threads in PortAudio.
    private static readonly Lock Gate = new();
    private static readonly List<DeviceStream> Streams = [];
    private static bool s_resolverSet;
    private static bool s_running;
    private static int s_users;
    private bool _disposed;

    private PortAudioLibrary()
    {
    }

    /// <exception cref="AudioDeviceException">PortAudio is not installed or finds no sound system.</exception>
    internal static PortAudioLibrary Start() => Exclusively(() =>
    {
        if (!s_running)
            StartLibrary();
        s_users++;
        return new PortAudioLibrary();
    });

    /// <summary>
    /// Looks for devices again. PortAudio does that only when it starts, and stopping it ends all streams: open ones are
    /// paused meanwhile, if all of them agree.
    /// </summary>
    /// <returns>False when the list is as new as it can be, or when a stream is in use.</returns>
    /// <exception cref="AudioDeviceException">PortAudio finds no sound system any more.</exception>
    internal static bool TryRefresh() => Exclusively(() =>
    {
        if (s_users < 2 || !Streams.TrueForAll(stream => stream.MayPause))
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
    });

    /// <summary>A stream that <see cref="TryRefresh"/> has to ask. Called within <see cref="Exclusively"/>, as <see cref="Remove"/>.</summary>
    internal static void Add(DeviceStream stream) => Streams.Add(stream);

    internal static void Remove(DeviceStream stream) => Streams.Remove(stream);

    private static void StartLibrary()
    {
        SetResolver();
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
        if (!s_running)
            return;
        s_running = false;
        PortAudio.Terminate();
    }

    /// <summary>Runs what no two threads may do at once.</summary>
    internal static T Exclusively<T>(Func<T> action)
    {
        lock (Gate)
            return action();
    }

    public void Dispose()
    {
        lock (Gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            if (--s_users == 0)
                StopLibrary();
        }
    }

    // The binding asks for "portaudio", for which .NET tries libportaudio.so; Debian without its -dev package has only
    // libportaudio.so.2.
    private static void SetResolver()
    {
        if (s_resolverSet)
            return;
        s_resolverSet = true;
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(PortAudio).Assembly, Resolve);
        }
        catch (InvalidOperationException)
        {
            // The binding has set one itself; it knows better.
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != "portaudio")
            return 0; // the usual search
        if (NativeLibrary.TryLoad(name, assembly, searchPath, out nint library))
            return library;
        return NativeLibrary.TryLoad("libportaudio.so.2", assembly, searchPath, out library) ? library : 0;
    }
}
