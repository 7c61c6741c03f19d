#nullable disable
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using SherpaOnnx.Interop;

namespace SherpaOnnx;

[UnmanagedFunctionPointer(CallingConvention.Cdecl)]
public delegate int OfflineTtsCallback(IntPtr samples, int n);

[UnmanagedFunctionPointer(CallingConvention.Cdecl)]
public delegate int OfflineTtsCallbackProgressWithArg(IntPtr samples, int n, float progress, IntPtr arg);

/// <summary>
/// Speech synthesis. A refused configuration does not throw and leaves an object that must not be used; an unreadable
/// model ends the process: check the files first. One call at a time.
/// </summary>
public sealed class OfflineTts : IDisposable
{
    private readonly OfflineTtsHandle _handle;

    public OfflineTts(OfflineTtsConfig config) =>
        _handle = new OfflineTtsHandle(NativeMethods.SherpaOnnxCreateOfflineTts(ref config));

    public int SampleRate => NativeMethods.SherpaOnnxOfflineTtsSampleRate(_handle);

    public int NumSpeakers => NativeMethods.SherpaOnnxOfflineTtsNumSpeakers(_handle);

    public OfflineTtsGeneratedAudio Generate(string text, float speed, int speakerId) =>
        Run(text, new OfflineTtsGenerationConfig { Speed = speed, Sid = speakerId }, null);

    /// <param name="callback">Gets each finished part on this thread; the samples live only during the call. 1 goes on, 0 stops.</param>
    public OfflineTtsGeneratedAudio GenerateWithCallback(string text, float speed, int speakerId, OfflineTtsCallback callback) =>
        Run(
            text,
            new OfflineTtsGenerationConfig { Speed = speed, Sid = speakerId },
            callback is null ? null : (samples, n, _, _) => callback(samples, n));

    /// <inheritdoc cref="GenerateWithCallback"/>
    public OfflineTtsGeneratedAudio GenerateWithConfig(
        string text, OfflineTtsGenerationConfig config, OfflineTtsCallbackProgressWithArg callback) =>
        Run(text, config, callback);

    public void Dispose() => _handle.Dispose();

    private unsafe OfflineTtsGeneratedAudio Run(
        string text, OfflineTtsGenerationConfig config, OfflineTtsCallbackProgressWithArg callback)
    {
        if (callback is null)
            return new OfflineTtsGeneratedAudio(Generate(text, config, null, 0));

        Call call = new(callback);
        GCHandle handle = GCHandle.Alloc(call);
        try
        {
            OfflineTtsGeneratedAudio audio = new(Generate(text, config, &OnPart, GCHandle.ToIntPtr(handle)));
            if (call.Error is null)
                return audio;

            audio.Dispose();
            call.Error.Throw();
            return null;
        }
        finally
        {
            handle.Free();
        }
    }

    private unsafe nint Generate(
        string text, OfflineTtsGenerationConfig config,
        delegate* unmanaged[Cdecl]<float*, int, float, nint, int> callback, nint argument)
    {
        nint referenceText = Marshal.StringToCoTaskMemUTF8(config.ReferenceText ?? "");
        nint extra = Marshal.StringToCoTaskMemUTF8(config.ExtraAsJson());
        try
        {
            fixed (float* reference = config.ReferenceAudio)
            {
                GenerationConfig native = new()
                {
                    SilenceScale = config.SilenceScale,
                    Speed = config.Speed,
                    SpeakerId = config.Sid,
                    ReferenceAudio = (nint)reference,
                    ReferenceAudioLength = config.ReferenceAudio?.Length ?? 0,
                    ReferenceSampleRate = config.ReferenceSampleRate,
                    ReferenceText = referenceText,
                    Steps = config.NumSteps,
                    Extra = extra,
                };
                return NativeMethods.SherpaOnnxOfflineTtsGenerateWithConfig(_handle, text, native, callback, argument);
            }
        }
        finally
        {
            Marshal.FreeCoTaskMem(referenceText);
            Marshal.FreeCoTaskMem(extra);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static unsafe int OnPart(float* samples, int count, float progress, nint argument)
    {
        Call call = (Call)GCHandle.FromIntPtr(argument).Target;
        try
        {
            return call.Callback((nint)samples, count, progress, 0);
        }
#pragma warning disable CA1031 // An exception must not cross native frames; it is thrown again after the native call returned.
        catch (Exception error)
#pragma warning restore CA1031
        {
            call.Error = ExceptionDispatchInfo.Capture(error);
            return 0;
        }
    }

    private sealed class Call(OfflineTtsCallbackProgressWithArg callback)
    {
        internal OfflineTtsCallbackProgressWithArg Callback { get; } = callback;

        internal ExceptionDispatchInfo Error { get; set; }
    }
}
