using System.Runtime.InteropServices;
using System.Text;

namespace SherpaOnnx.Interop;

/// <summary>Native results, read in place and never kept. Only the leading fields that are used are declared.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeSegment
{
    internal int Start;
    internal nint Samples;
    internal int Count;
}

[StructLayout(LayoutKind.Sequential)]
internal struct NativeAudio
{
    internal nint Samples;
    internal int Count;
    internal int SampleRate;
}

[StructLayout(LayoutKind.Sequential)]
internal struct NativeOfflineResult
{
    internal nint Text;
    internal nint Timestamps;
    internal int Count;
    internal nint Tokens;
    internal nint TokenArray;
}

[StructLayout(LayoutKind.Sequential)]
internal struct NativeOnlineResult
{
    internal nint Text;
    internal nint Tokens;
    internal nint TokenArray;
    internal nint Timestamps;
    internal int Count;
}

/// <summary>Synthesis settings of one call; 56 bytes on 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GenerationConfig
{
    internal float SilenceScale;
    internal float Speed;
    internal int SpeakerId;
    internal nint ReferenceAudio;
    internal int ReferenceAudioLength;
    internal int ReferenceSampleRate;
    internal nint ReferenceText;
    internal int Steps;
    internal nint Extra;
}

internal static unsafe class NativeText
{
    internal static string Read(nint utf8) => Marshal.PtrToStringUTF8(utf8) ?? "";

    /// <summary>Reads <paramref name="count"/> UTF-8 texts from an array of pointers.</summary>
    internal static string[] ReadAll(nint pointers, int count)
    {
        if (pointers == 0 || count <= 0)
            return [];

        string[] texts = new string[count];
        for (int i = 0; i < count; i++)
            texts[i] = Read(((nint*)pointers)[i]);
        return texts;
    }

    internal static float[]? ReadFloats(nint values, int count) =>
        values == 0 ? null : new ReadOnlySpan<float>((void*)values, count).ToArray();
}
