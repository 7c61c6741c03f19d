#nullable disable
using SherpaOnnx.Interop;

namespace SherpaOnnx;

/// <summary>
/// Synthesised sound in native memory. Has <see cref="Dispose"/> but is no IDisposable, as upstream; properties throw
/// NullReferenceException when the engine made nothing (<see cref="Handle"/> is zero).
/// </summary>
#pragma warning disable CA1001 // Upstream's class is not IDisposable; the SafeHandle inside frees what nobody disposed.
public sealed class OfflineTtsGeneratedAudio
#pragma warning restore CA1001
{
    private readonly GeneratedAudioHandle _handle;

    public OfflineTtsGeneratedAudio(IntPtr p) => _handle = new GeneratedAudioHandle(p);

    public IntPtr Handle => _handle.Value;

    public int NumSamples => Native.Count;

    public int SampleRate => Native.SampleRate;

    /// <summary>Copies at every get.</summary>
    public float[] Samples => NativeText.ReadFloats(Native.Samples, Native.Count) ?? [];

    private unsafe NativeAudio Native => Handle == 0 ? throw new NullReferenceException() : *(NativeAudio*)Handle;

    public bool SaveToWaveFile(string filename)
    {
        NativeAudio audio = Native;
        return NativeMethods.SherpaOnnxWriteWave(audio.Samples, audio.Count, audio.SampleRate, filename) == 1;
    }

    public void Dispose() => _handle.Dispose();
}
