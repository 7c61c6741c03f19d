using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PortAudioSharp.Interop;

namespace PortAudioSharp;

/// <summary>
/// An open stream that calls back for every buffer, on PortAudio's thread. The callback must not throw.
/// Delegates and user data are held until the stream is disposed.
/// </summary>
public class Stream : IDisposable
{
    private readonly Callbacks _callbacks;
    private GCHandle _callbacksHandle;
    private GCHandle _userDataHandle;
    private nint _stream;
    private bool _disposed;

    /// <exception cref="ArgumentNullException">There is no callback.</exception>
    /// <exception cref="PortAudioException">The stream can't be opened.</exception>
    public unsafe Stream(
        StreamParameters? inParams, StreamParameters? outParams, double sampleRate, uint framesPerBuffer,
        StreamFlags streamFlags, Callback callback, object userData)
    {
        ArgumentNullException.ThrowIfNull(callback);
        inputParameters = inParams;
        outputParameters = outParams;
        _userDataHandle = GCHandle.Alloc(userData);
        _callbacks = new Callbacks(callback, GCHandle.ToIntPtr(_userDataHandle));
        _callbacksHandle = GCHandle.Alloc(_callbacks);

        NativeStreamParameters input = inParams is null ? default : new(inParams.Value);
        NativeStreamParameters output = outParams is null ? default : new(outParams.Value);
        int status = Native.Pa_OpenStream(
            out _stream, inParams is null ? null : &input, outParams is null ? null : &output, sampleRate, framesPerBuffer,
            (nuint)(uint)streamFlags, &OnBuffer, (void*)GCHandle.ToIntPtr(_callbacksHandle));
        if (status < 0)
        {
            _stream = 0;
            Dispose();
            throw new PortAudioException((ErrorCode)status, "Error opening PortAudio stream.");
        }
    }

    ~Stream() => Dispose(false);

    public delegate StreamCallbackResult Callback(
        IntPtr input, IntPtr output, uint frameCount, ref StreamCallbackTimeInfo timeInfo, StreamCallbackFlags statusFlags, IntPtr userDataPtr);

    public delegate void FinishedCallback(IntPtr userDataPtr);

    public StreamParameters? inputParameters { get; private set; }

    public StreamParameters? outputParameters { get; private set; }

    public bool IsStopped => Status(Native.Pa_IsStreamStopped(_stream));

    public bool IsActive => Status(Native.Pa_IsStreamActive(_stream));

    /// <summary>The stream's clock in seconds, the one of <see cref="StreamCallbackTimeInfo"/>.</summary>
    public double Time => Native.Pa_GetStreamTime(_stream);

    [SuppressMessage("Naming", "CA1715", Justification = "Upstream's name.")]
    public static UD GetUserData<UD>(IntPtr userDataPtr) => (UD)GCHandle.FromIntPtr(userDataPtr).Target;

    public unsafe void SetFinishedCallback(FinishedCallback fcb)
    {
        _callbacks.Finished = fcb;
        PortAudio.Check(Native.Pa_SetStreamFinishedCallback(_stream, &OnFinished), "Error setting finished callback for PortAudio Stream.");
    }

    public void Start() => PortAudio.Check(Native.Pa_StartStream(_stream), "Error starting PortAudio stream.");

    /// <summary>Waits until what is in the buffers has been played.</summary>
    public void Stop() => PortAudio.Check(Native.Pa_StopStream(_stream), "Error stopping PortAudio stream.");

    public void Abort() => PortAudio.Check(Native.Pa_AbortStream(_stream), "Error aborting PortAudio stream.");

    public void Close()
    {
        nint stream = Interlocked.Exchange(ref _stream, 0);
        if (stream != 0)
            PortAudio.Check(Native.Pa_CloseStream(stream), "Error closing PortAudio stream.");
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_disposed)
            return;
        _disposed = true;
        if (_stream != 0)
            _ = Native.Pa_CloseStream(Interlocked.Exchange(ref _stream, 0));
        if (_callbacksHandle.IsAllocated)
            _callbacksHandle.Free();
        if (_userDataHandle.IsAllocated)
            _userDataHandle.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int OnBuffer(void* input, void* output, nuint frames, StreamCallbackTimeInfo* time, nuint flags, void* userData)
    {
        Callbacks callbacks = (Callbacks)GCHandle.FromIntPtr((nint)userData).Target;
        return (int)callbacks.Buffer((nint)input, (nint)output, (uint)frames, ref *time, (StreamCallbackFlags)(uint)flags, callbacks.UserData);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void OnFinished(void* userData)
    {
        Callbacks callbacks = (Callbacks)GCHandle.FromIntPtr((nint)userData).Target;
        callbacks.Finished?.Invoke(callbacks.UserData);
    }

    private static bool Status(int status)
    {
        PortAudio.Check(status, "Error checking the state of the PortAudio stream.");
        return status == 1;
    }

    private sealed class Callbacks(Callback buffer, nint userData)
    {
        internal Callback Buffer { get; } = buffer;

        internal nint UserData { get; } = userData;

        internal FinishedCallback Finished { get; set; }
    }
}
