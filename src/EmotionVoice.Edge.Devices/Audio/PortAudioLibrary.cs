using System.Reflection;
using System.Runtime.InteropServices;
using EmotionVoice.Edge.Core.Capture;
using PortAudioSharp;

namespace EmotionVoice.Edge.Devices.Audio;

/// <summary>PortAudio, running from <see cref="Start"/> to <see cref="Dispose"/>. Several may run; the last one ends it.</summary>
internal sealed class PortAudioLibrary : IDisposable
{
    // Starting, stopping, opening and closing are not safe for threads in PortAudio.
    private static readonly Lock Gate = new();
    private static bool s_resolverSet;
    private bool _disposed;

    private PortAudioLibrary()
    {
    }

    /// <exception cref="AudioDeviceException">PortAudio is not installed or finds no sound system.</exception>
    internal static PortAudioLibrary Start() => Exclusively(() =>
    {
        SetResolver();
        try
        {
            PortAudio.Initialize();
            return new PortAudioLibrary();
        }
        catch (DllNotFoundException exception)
        {
            throw new AudioDeviceException("Sound is not available because the PortAudio library is missing. Install it, on Debian with: sudo apt install libportaudio2", exception);
        }
        catch (PortAudioException exception)
        {
            throw new AudioDeviceException($"The sound system could not be started: {exception.Message} Check that a sound card or sound server is there, with: emotionvoice doctor", exception);
        }
    });

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
            PortAudio.Terminate();
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
