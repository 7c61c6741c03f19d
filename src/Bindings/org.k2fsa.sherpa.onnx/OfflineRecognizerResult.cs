#nullable disable
using SherpaOnnx.Interop;

namespace SherpaOnnx;

/// <summary>Text and tokens. Timestamps are null where the model has none. No language, emotion or probability: upstream has none either.</summary>
public sealed class OfflineRecognizerResult
{
    public unsafe OfflineRecognizerResult(IntPtr handle)
    {
        if (handle == 0)
            throw new NullReferenceException();

        NativeOfflineResult* result = (NativeOfflineResult*)handle;
        Text = NativeText.Read(result->Text);
        Tokens = NativeText.ReadAll(result->TokenArray, result->Count);
        Timestamps = NativeText.ReadFloats(result->Timestamps, result->Count);
    }

    public string Text { get; }

    public string[] Tokens { get; }

    /// <summary>Seconds from the start of the stream, one a token.</summary>
    public float[] Timestamps { get; }
}
