using System.Text;

namespace Microsoft.Extensions.Hosting.Systemd;

/// <summary>A state as sd_notify writes it: NAME=value.</summary>
public struct ServiceState
{
    public static readonly ServiceState Ready = new("READY=1");

    public static readonly ServiceState Stopping = new("STOPPING=1");

    private readonly byte[] _bytes;

    public ServiceState(string state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _bytes = Encoding.UTF8.GetBytes(state);
    }

    /// <summary>The state's text; empty for a state that was not constructed.</summary>
    public override string ToString() => _bytes is null ? string.Empty : Encoding.UTF8.GetString(_bytes);

    internal readonly byte[] Bytes => _bytes;
}
