#nullable disable
using SherpaOnnx.Interop;

namespace SherpaOnnx;

/// <summary>What a stream holds so far.</summary>
public sealed class OnlineRecognizerResult
{
    public unsafe OnlineRecognizerResult(IntPtr handle)
    {
        if (handle == 0)
            throw new NullReferenceException();

        NativeOnlineResult* result = (NativeOnlineResult*)handle;
        Text = NativeText.Read(result->Text);
        Tokens = NativeText.ReadAll(result->TokenArray, result->Count);
        Timestamps = NativeText.ReadFloats(result->Timestamps, result->Count);
    }

    public string Text { get; }

    public string[] Tokens { get; }

    /// <summary>Seconds, one a token.</summary>
    public float[] Timestamps { get; }
}
