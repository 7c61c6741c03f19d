using System.Net.Sockets;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Hosting;

/// <summary>Talks to the service manager, where there is one; its absence or loss never disturbs the conversation. Any thread.</summary>
/// <param name="notifier">Null outside systemd.</param>
/// <param name="log">Hears once when the service manager is lost.</param>
internal sealed class SystemdReporter(ISystemdNotifier? notifier, ILogger<SystemdReporter> log)
{
    private int _lost;

    /// <summary>Whether anybody listens.</summary>
    public bool IsEnabled => notifier is { IsEnabled: true };

    /// <summary>One line for people, as `systemctl status` shows it.</summary>
    public void Status(string text) => Tell($"STATUS={text.ReplaceLineEndings(" ")}");

    public void Watchdog() => Tell("WATCHDOG=1");

    /// <param name="at">Monotonic time; newer service managers want it.</param>
    public void Reloading(TimeSpan at) => Tell(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={at.Ticks / TimeSpan.TicksPerMicrosecond}"));

    public void Ready() => Tell("READY=1");

    private void Tell(string state)
    {
        if (!IsEnabled)
            return;
        try
        {
            notifier!.Notify(new ServiceState(state));
            Interlocked.Exchange(ref _lost, 0);
        }
        catch (SocketException e)
        {
            if (Interlocked.Exchange(ref _lost, 1) == 0)
                log.ServiceManagerLost(e.Message);
        }
    }
}
