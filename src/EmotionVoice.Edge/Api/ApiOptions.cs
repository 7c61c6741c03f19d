using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Api;

/// <summary>The doors of the daemon for other programs: HTTP and WebSocket.</summary>
internal sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>Default true: <c>run</c> listens at <see cref="Address"/> and <see cref="Port"/>.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>IP address to listen at; 0.0.0.0 or :: is every one. Default 127.0.0.1: only programs on this machine.</summary>
    [Required]
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Default 8321; 0: any that is free, told in the log.</summary>
    [Range(0, 65_535)]
    public int Port { get; set; } = 8321;

    /// <summary>Whether programs on this machine need a token too. Default false: whoever may start programs here may use the doors.</summary>
    public bool LoopbackNeedsToken { get; set; }

    /// <summary>File with one more token, of every scope, such as a systemd credential; a line break at its end left out. Default: none.</summary>
    public string TokenFile { get; set; } = "";

    /// <summary>Names under which browsers and proxies reach the device, such as kiosk.example.org. This machine's own name, localhost and IP addresses need no mention.</summary>
    public string[] Hosts { get; set; } = [];

    /// <summary>Web pages of other origins that may use the doors, such as https://shop.example.org. Default: none.</summary>
    public string[] Origins { get; set; } = [];

    /// <summary>PEM file with the server's certificate and those above it; read again when it changes. Default: none, plain HTTP.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>PEM file with the certificate's key. Default: none.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Largest request, in MB (10⁶ bytes). Default 25; 1 to 1,000.</summary>
    [Range(1, 1_000)]
    public int MaxRequestMegabytes { get; set; } = 25;

    /// <summary>Longest time for a request, waiting included. Default 2 min; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Requests a minute of one token, or of one address without a token. Default 240; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 240;

    /// <summary>Requests that may wait for the engines; one more is told BUSY at once. Default 4; 0 to 1,000. Each may keep a recording in memory.</summary>
    [Range(0, 1_000)]
    public int MaxWaiting { get; set; } = 4;

    /// <summary>Observers that may be connected at a time. Default 16; 1 to 1,000.</summary>
    [Range(1, 1_000)]
    public int MaxObservers { get; set; } = 16;

    /// <summary>Connections that bring sound, at <c>/ws/voice</c> and at <c>/v1/emotion/stream</c>, so many at each. Default 16; 1 to 60.</summary>
    [Range(1, 60)]
    public int MaxStreams { get; set; } = 16;

    /// <summary>How far back a new observer is told what happened. Default 5 min; 0 to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Replay { get; set; } = TimeSpan.FromMinutes(5);

    public bool IsTls => CertificateFile.Length > 0;

    /// <summary>Only for a valid <see cref="Address"/>.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(IPAddress.Parse(Address));
}

[OptionsValidator]
internal sealed partial class ApiOptionsValidator : IValidateOptions<ApiOptions>;

/// <summary>What attributes can't say.</summary>
internal sealed class ApiOptionsRules : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        List<string> problems = [];
        if (!IPAddress.TryParse(options.Address, out _))
            problems.Add($"Api:Address: '{options.Address}' is not an IP address, such as 127.0.0.1 (this machine only) or 0.0.0.0 (every address).");
        if ((options.CertificateFile.Length > 0) != (options.KeyFile.Length > 0))
            problems.Add("Api:KeyFile: a certificate needs its key, and a key its certificate.");
        foreach (string host in options.Hosts.Where(host => Uri.CheckHostName(host) != UriHostNameType.Dns))
            problems.Add($"Api:Hosts: '{host}' is not a host name, such as kiosk.example.org; no scheme, port or path.");
        foreach (string origin in options.Origins.Where(origin => !IsOrigin(origin)))
            problems.Add($"Api:Origins: '{origin}' is not an origin, such as https://shop.example.org or http://localhost:3000; no path, no *.");
        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    // What a browser sends as Origin, letter by letter: it is compared as text.
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && (uri.Scheme is "http" or "https") && uri.GetLeftPart(UriPartial.Authority) == text;
}
