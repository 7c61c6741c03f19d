using EmotionVoice.Edge.Core.Dialogue.Tools;
using ModelContextProtocol.Client;

namespace EmotionVoice.Edge.Mcp;

/// <summary>From settings to a way to a server.</summary>
internal static class McpTransports
{
    private static readonly TimeSpan s_shutdown = TimeSpan.FromSeconds(2);

    /// <param name="server">Its name.</param>
    /// <param name="options">Valid.</param>
    /// <param name="environment">Reads a variable of the daemon.</param>
    /// <exception cref="ToolServerException">A secret can't be read.</exception>
    public static IClientTransport Open(string server, ToolServerOptions options, Func<string, string?> environment)
    {
        if (options.Url.Length > 0)
        {
            HttpClientTransportOptions address = new() { Name = server, Endpoint = new Uri(options.Url), ConnectionTimeout = options.StartTimeout };
            if (options.TokenFile.Length > 0)
                address.AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {McpSecret.Read(server, options.TokenFile, environment)}" };
            return new HttpClientTransport(address);
        }

        // Not the daemon's whole environment: what it knows is none of the server's business.
        Dictionary<string, string?> variables = StdioClientTransportOptions.GetDefaultEnvironmentVariables();
        foreach ((string name, string value) in options.Environment)
            variables[name] = value;
        foreach ((string name, string secret) in options.Secrets)
            variables[name] = McpSecret.Read(server, secret, environment);
        return new StdioClientTransport(new StdioClientTransportOptions
        {
            Name = server,
            Command = options.Command,
            Arguments = options.Args,
            InheritEnvironmentVariables = false,
            EnvironmentVariables = variables,
            ShutdownTimeout = s_shutdown,
        });
    }
}
