#nullable disable
using SherpaOnnx.Interop;

namespace SherpaOnnx;

/// <summary>A managed copy of one segment of speech.</summary>
public sealed class SpeechSegment
{
    public unsafe SpeechSegment(IntPtr handle)
    {
        if (handle == 0)
            throw new NullReferenceException();

        NativeSegment* segment = (NativeSegment*)handle;
        Start = segment->Start;
        Samples = NativeText.ReadFloats(segment->Samples, segment->Count) ?? [];
    }

    /// <summary>Index of the first sample since the start or the last reset.</summary>
    public int Start { get; }

    public float[] Samples { get; }
}
