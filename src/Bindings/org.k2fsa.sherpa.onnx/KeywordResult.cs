#nullable disable
using SherpaOnnx.Interop;

namespace SherpaOnnx;

/// <summary>The word that was heard; empty when none.</summary>
public sealed class KeywordResult
{
    public unsafe KeywordResult(IntPtr handle)
    {
        if (handle == 0)
            throw new NullReferenceException();

        Keyword = NativeText.Read(*(nint*)handle);
    }

    public string Keyword { get; }
}
