using System.Net;
using System.Net.Sockets;
using EmotionVoice.Edge.Api;
using EmotionVoice.Edge.Api.Security;
using EmotionVoice.Edge.State;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>The HTTP doors: is their address free or the daemon's own, and can anybody come in who should.</summary>
internal sealed class DoorsCheck(ApiOptions options, TimeProvider clock) : IDoctorCheck
{
    private const string Check = "doors";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private string Address => new IPEndPoint(IPAddress.Parse(options.Address), options.Port).ToString();

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        if (!options.Enabled)
            return [CheckResult.NotApplicable(Check, "Api:Enabled is false")];
        if (Taken() is { } reason && !await IsDaemonAsync(cancellationToken))
            return [CheckResult.Warn(Check, $"{Address} can't be listened at ({reason}); the daemon runs without its doors", $"Choose another Api:Port, or see who has it: sudo ss -ltnp 'sport = :{options.Port}'")];
        if (options.IsLoopback)
            return [CheckResult.Ok(Check, $"{Address}, for this machine only{(options.LoopbackNeedsToken ? "" : ", without tokens")}")];
        if (!HasToken())
            return [CheckResult.Warn(Check, $"{Address} is open to other machines, but there is no token: nothing but /healthz answers them", "emotionvoice token add <name>")];
        return [options.IsTls
            ? CheckResult.Ok(Check, $"{Address}, with tokens and TLS")
            : CheckResult.Warn(Check, $"{Address} is open to other machines without TLS: tokens and speech can be read on the way", "Set Api:CertificateFile and Api:KeyFile")];
    }

    private string? Taken()
    {
        try
        {
            using TcpListener listener = new(IPAddress.Parse(options.Address), options.Port);
            listener.Start();
            return null;
        }
        catch (SocketException e)
        {
            return e.Message;
        }
    }

    // Which other program answers there like that?
    private async Task<bool> IsDaemonAsync(CancellationToken cancellationToken)
    {
        IPAddress at = IPAddress.Parse(options.Address);
        IPAddress reachable = at.Equals(IPAddress.Any) ? IPAddress.Loopback : at.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : at;
        using CancellationTokenSource patience = new(s_patience, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
#pragma warning disable CA5359 // A certificate for a name doesn't fit an address, and nothing secret is sent.
        using SocketsHttpHandler handler = new() { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } };
#pragma warning restore CA5359
        using HttpClient http = new(handler);
        try
        {
            UriBuilder alive = new(options.IsTls ? "https" : "http", reachable.ToString(), options.Port, HealthDoor.AlivePath);
            return await http.GetStringAsync(alive.Uri, either.Token) == HealthDoor.Alive;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private bool HasToken()
    {
        DateTimeOffset now = clock.GetUtcNow();
        return options.TokenFile.Length > 0 || new TokenFile(StateFolder.Discover(Environment.GetEnvironmentVariable)).Read().Any(token => !token.IsExpired(now));
    }
}
