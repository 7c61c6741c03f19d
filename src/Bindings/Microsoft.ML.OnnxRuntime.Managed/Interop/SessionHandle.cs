using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Interop;

/// <summary>A native session and the UTF-8 copies of its input and output names, freed when its last run has ended.</summary>
internal sealed class SessionHandle : SafeHandle
{
    private readonly Dictionary<string, nint> _utf8Names = [];

    internal SessionHandle(nint session)
        : base(0, ownsHandle: true) => SetHandle(session);

    public override bool IsInvalid => handle == 0;

    internal void AddName(string name)
    {
        if (!_utf8Names.ContainsKey(name))
            _utf8Names.Add(name, Marshal.StringToCoTaskMemUTF8(name));
    }

    internal bool TryGetName(string name, out nint utf8) => _utf8Names.TryGetValue(name, out utf8);

    protected override bool ReleaseHandle()
    {
        OrtApi.Release(OrtFunction.ReleaseSession, handle);
        foreach (nint name in _utf8Names.Values)
            Marshal.FreeCoTaskMem(name);
        return true;
    }
}
