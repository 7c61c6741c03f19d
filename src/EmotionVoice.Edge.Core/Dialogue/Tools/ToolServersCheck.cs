using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>The rules for servers of tools. Whether they are there is another matter: see <c>emotionvoice doctor</c>.</summary>
public sealed partial class ToolServersCheck : IValidateOptions<ToolOptions>
{
    public ValidateOptionsResult Validate(string? name, ToolOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> problems = [.. options.Servers.SelectMany(server => Problems($"{ToolOptions.Section}:{nameof(ToolOptions.Servers)}:{server.Key}", server.Key, server.Value))];
        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Problems(string path, string name, ToolServerOptions server)
    {
        if (!ServerName().IsMatch(name))
            yield return $"{path}: a name has only letters, digits, - and _, at most 32.";
        if (server.Command.Length > 0 == server.Url.Length > 0)
            yield return $"{path}: a server has either a Command or a Url.";
        else if (server.Url.Length > 0)
        {
            if (!Uri.TryCreate(server.Url, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https"))
                yield return $"{path}:Url: '{server.Url}' is no http or https address.";
            else if (server.TokenFile.Length > 0 && url.Scheme == "http" && !IsLoopback(url))
                yield return $"{path}:TokenFile: over http anybody on the way could read the token; use https.";
            if (server.Args.Length + server.Environment.Count + server.Secrets.Count > 0)
                yield return $"{path}: Args, Environment and Secrets are for a Command; a Url has a TokenFile.";
        }
        else if (server.TokenFile.Length > 0)
            yield return $"{path}:TokenFile: this is for a Url; give a Command its secrets by Secrets.";
        if (server.StartTimeout < TimeSpan.FromSeconds(1) || server.StartTimeout > TimeSpan.FromMinutes(5))
            yield return $"{path}:StartTimeout must be between 00:00:01 and 00:05:00.";
        if (server.MaxResult is < 100 or > 100_000)
            yield return $"{path}:MaxResult must be between 100 and 100000.";
        foreach ((int at, ToolPhraseOptions phrase) in server.Phrases.Index())
            foreach (string problem in Problems($"{path}:Phrases:{at}", server, phrase))
                yield return problem;
    }

    private static IEnumerable<string> Problems(string path, ToolServerOptions server, ToolPhraseOptions phrase)
    {
        if (phrase.Tool.Length == 0)
            yield return $"{path}:Tool: which tool?";
        else if (server.Allow.Length > 0 && !server.Allow.Contains(phrase.Tool))
            yield return $"{path}:Tool: {phrase.Tool} is not among the tools that Allow allows.";
        if (phrase.Say.Length == 0)
            yield return $"{path}:Say: what is to be said for it?";
        foreach (string say in phrase.Say)
        {
            string? problem = null;
            try
            {
                if (new ToolPhrase(say).Names.FirstOrDefault(phrase.With.ContainsKey) is { } twice)
                    problem = $"{twice} is given by With already.";
            }
            catch (ArgumentException e)
            {
                problem = e.Message.Split(" (Parameter", 2)[0];
            }

            if (problem is not null)
                yield return $"{path}:Say: '{say}': {problem}";
        }
    }

    private static bool IsLoopback(Uri url) => url.IsLoopback || (IPAddress.TryParse(url.Host, out IPAddress? address) && IPAddress.IsLoopback(address));

    [GeneratedRegex("^[A-Za-z0-9_-]{1,32}$")]
    private static partial Regex ServerName();
}
