using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Dialogue.Remote;

/// <summary>
/// Section <c>Remote</c>: the OpenAI-compatible server that answers under the profile <c>remote</c>, and no other. What people
/// say goes to it as text, with the feeling it was said with and the turns before; sound never does.
/// </summary>
public sealed class RemoteOptions
{
    public const string Section = "Remote";

    /// <summary>Where its interface begins, such as <c>http://brain.lan:8080/v1</c>. Default: none.</summary>
    [StringLength(500)]
    public string Address { get; set; } = "";

    /// <summary>The model as the server calls it. Default: none.</summary>
    [StringLength(200)]
    public string Model { get; set; } = "";

    /// <summary>File with the server's key, a line break at its end left out. Default: none.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Name of a systemd credential (LoadCredential=) with the key. Default: none.</summary>
    public string KeyCredential { get; set; } = "";

    /// <summary>Whether http, which anybody on the way can read, may leave this network. Default false.</summary>
    public bool AllowUnencrypted { get; set; }

    /// <summary>Longest time for a connection. Default 500 ms; 50 ms to 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:10")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>From the question to the first word, the connection included; then this device answers. Default 1 s; 100 ms to 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan FirstWord { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest silence in the middle of a reply; then this device goes on with it. Default 1 s; 100 ms to 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan BetweenWords { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How soon after a failure the server is tried again, beside the conversation; twice as long after each further one. Default 5 s; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time between two trials. Default 5 min; 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RetryAtMost { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Most tokens of a reply. Default 160; 16 to 4,096.</summary>
    [Range(16, 4_096)]
    public int MaxTokens { get; set; } = 160;

    /// <summary>Whether the model can call functions: then it is told of the tools, and calls them by itself. Default false: many servers refuse a question with tools.</summary>
    public bool CallsFunctions { get; set; }

    /// <summary>0 is greedy. Default: as the server likes; 0 to 2.</summary>
    [Range(0.0, 2.0)]
    public float? Temperature { get; set; }

    /// <summary>The address as requests begin; null where there is none, or a wrong one. Servers have their interface under /v1 unless the address says where.</summary>
    public Uri? Endpoint => Uri.TryCreate(Address, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
        ? uri.AbsolutePath == "/" ? new Uri(uri, "/v1") : uri
        : null;

    /// <summary>Where it is, for people: without the path.</summary>
    public string Server => Endpoint is { } uri ? uri.IsDefaultPort ? uri.Host : $"{uri.Host}:{uri.Port}" : Address;
}

[OptionsValidator]
public sealed partial class RemoteOptionsValidator : IValidateOptions<RemoteOptions>;

/// <summary>The rules across fields.</summary>
public sealed class RemoteOptionsRules : IValidateOptions<RemoteOptions>
{
    public ValidateOptionsResult Validate(string? name, RemoteOptions options)
    {
        List<string> problems = [];
        if (options.Address.Length > 0)
            problems.AddRange(AddressProblems(options));
        if (options.KeyFile.Length > 0 && options.KeyCredential.Length > 0)
            problems.Add("Remote:KeyCredential: the key has one source; remove this or Remote:KeyFile.");
        if (options.KeyCredential.Contains('/', StringComparison.Ordinal))
            problems.Add("Remote:KeyCredential: this is a name, not a path.");
        if (options.RetryAtMost < options.RetryAfter)
            problems.Add("Remote:RetryAtMost: it can't be shorter than Remote:RetryAfter.");
        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> AddressProblems(RemoteOptions options)
    {
        if (options.Endpoint is not { } uri)
            yield return $"Remote:Address: '{options.Address}' is no http or https address; one looks like http://brain.lan:8080/v1.";
        else if (uri.UserInfo.Length > 0)
            yield return "Remote:Address: no name or password may stand in it; the key comes from Remote:KeyFile or Remote:KeyCredential.";
        else if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
            yield return "Remote:Address: nothing may follow the path.";
        else if (uri.Scheme == "http" && !options.AllowUnencrypted && !Neighbourhood.Holds(uri))
            yield return $"Remote:Address: what people say would leave this network unencrypted. Use https, or set Remote:AllowUnencrypted to true where the way to {uri.Host} is safe.";
        if (options.Model.Length == 0)
            yield return "Remote:Model: name a model that the server has; emotionvoice doctor lists them.";
    }
}
