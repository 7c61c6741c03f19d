using System.Runtime.InteropServices;

namespace Whisper.net.Interop;

/// <summary>
/// One call of <c>whisper_full</c>: its state, its callbacks, its cancellation. The callbacks run on the thread of
/// <see cref="Execute"/> and find this object through a handle; nothing thrown may leave them.
/// </summary>
internal sealed unsafe class TranscriptionRun(
    WhisperContextHandle context, ProcessorSettings settings, Action<SegmentData> segmentReady, CancellationToken cancellation)
{
    private int nextSegment;
    private Exception? failure;

    /// <exception cref="TaskCanceledException">The token fired; the native call has returned.</exception>
    /// <exception cref="WhisperProcessingException">The library reports an error.</exception>
    internal void Execute(ReadOnlySpan<float> samples)
    {
        if (cancellation.IsCancellationRequested)
            throw new TaskCanceledException();

        using WhisperStateHandle state = NativeWhisper.whisper_init_state(context);
        if (state.IsInvalid)
            throw new Exception("whisper.cpp could not set up a run: the memory is full.");

        GCHandle self = GCHandle.Alloc(this);
        nint language = Marshal.StringToCoTaskMemUTF8(settings.Language);
        nint prompt = Marshal.StringToCoTaskMemUTF8(settings.Prompt);
        int code;
        try
        {
            WhisperFullParams parameters = settings.Native;
            parameters.Language = language;
            parameters.InitialPrompt = prompt;
            parameters.NewSegment = (nint)(delegate* unmanaged<nint, nint, int, nint, void>)&OnNewSegment;
            parameters.EncoderBegin = (nint)(delegate* unmanaged<nint, nint, nint, byte>)&OnEncoderBegin;
            parameters.Abort = (nint)(delegate* unmanaged<nint, byte>)&OnAbort;
            parameters.NewSegmentUserData = parameters.EncoderBeginUserData = parameters.AbortUserData = GCHandle.ToIntPtr(self);
            fixed (float* first = samples)
                code = NativeWhisper.whisper_full_with_state(context, state, parameters, first, samples.Length);
        }
        finally
        {
            Marshal.FreeCoTaskMem(prompt);
            Marshal.FreeCoTaskMem(language);
            self.Free();
        }

        if (failure is not null)
            throw new WhisperHandlerException(failure);
        if (cancellation.IsCancellationRequested)
            throw new TaskCanceledException(); // an abort shows as 0, -6, -8 or -9
        if (code != 0)
            throw new WhisperProcessingException(code);
    }

    private bool Stopping => failure is not null || cancellation.IsCancellationRequested;

    private void RaiseNewSegments(nint native, nint state)
    {
        int count = NativeWhisper.whisper_full_n_segments_from_state(state);
        for (; nextSegment < count && !Stopping; nextSegment++)
        {
            SegmentData segment = SegmentReader.Read(native, state, nextSegment, settings.ComputeProbabilities);
            if (segment.Text.Length > 0)
                segmentReady(segment);
        }
    }

    private static TranscriptionRun Of(nint userData) => (TranscriptionRun)GCHandle.FromIntPtr(userData).Target!;

    [UnmanagedCallersOnly]
    private static void OnNewSegment(nint native, nint state, int added, nint userData)
    {
        TranscriptionRun run = Of(userData);
#pragma warning disable CA1031 // An exception that leaves a native callback ends the process.
        try
        {
            run.RaiseNewSegments(native, state);
        }
        catch (Exception thrown)
        {
            run.failure = thrown;
        }
#pragma warning restore CA1031
    }

    [UnmanagedCallersOnly]
    private static byte OnEncoderBegin(nint native, nint state, nint userData) => Of(userData).Stopping ? (byte)0 : (byte)1;

    [UnmanagedCallersOnly]
    private static byte OnAbort(nint userData) => Of(userData).Stopping ? (byte)1 : (byte)0;
}
