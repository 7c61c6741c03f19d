using System.Net;
using System.Net.Sockets;

namespace EmotionVoice.Edge.Core.Dialogue.Remote;

/// <summary>Whether an address is on this machine or its own network. Pure: by its spelling, no name is looked up.</summary>
public static class Neighbourhood
{
    // Names that public name servers don't know: RFC 6761 (localhost), 6762 (local), 8375 (home.arpa), ICANN 2024 (internal), and home routers'.
    private static readonly string[] s_endings = [".localhost", ".local", ".home.arpa", ".internal", ".lan", ".home"];

    public static bool Holds(Uri address)
    {
        if (address.IsLoopback)
            return true;
        if (IPAddress.TryParse(address.IdnHost, out IPAddress? ip))
            return IsPrivate(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip);
        string host = address.IdnHost.TrimEnd('.');
        return !host.Contains('.', StringComparison.Ordinal) || s_endings.Any(ending => host.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }

    // RFC 1918, 3927, 4193, 4291.
    private static bool IsPrivate(IPAddress ip)
    {
        if (ip.AddressFamily == AddressFamily.InterNetworkV6)
            return IPAddress.IsLoopback(ip) || ip.IsIPv6UniqueLocal || ip.IsIPv6LinkLocal;
        byte[] b = ip.GetAddressBytes();
        return b[0] is 10 or 127 || (b[0] == 172 && b[1] is >= 16 and <= 31) || (b[0] == 192 && b[1] == 168) || (b[0] == 169 && b[1] == 254);
    }
}
