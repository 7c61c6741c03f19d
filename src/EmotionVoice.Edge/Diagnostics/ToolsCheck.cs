using EmotionVoice.Edge.Core.Dialogue.Tools;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>Starts every tool server, and looks whether it has the tools that the settings name.</summary>
internal sealed class ToolsCheck(ToolOptions options, IEnumerable<IToolServer> servers) : IDoctorCheck
{
    private const string Check = "tools";

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        if (!options.Enabled)
            return [CheckResult.NotApplicable(Check, "Tools:Enabled is false")];
        List<CheckResult> results = [];
        foreach (IToolServer server in servers)
            results.Add(await LookAsync(server, options.Servers[server.Name], cancellationToken));
        return results.Count > 0 ? results : [CheckResult.NotApplicable(Check, "Tools:Servers names no server")];
    }

    private static async Task<CheckResult> LookAsync(IToolServer server, ToolServerOptions settings, CancellationToken cancellationToken)
    {
        try
        {
            await server.StartAsync(cancellationToken);
        }
        catch (ToolServerException e)
        {
            return CheckResult.Warn(Check, $"{e.Message} Its tools are off, all else works", settings.Url.Length > 0
                ? $"Start it, or correct Tools:Servers:{server.Name}"
                : $"Try it by hand: {string.Join(' ', settings.Args.Prepend(settings.Command))}; or correct Tools:Servers:{server.Name}");
        }

        Dictionary<string, AIFunction> tools = server.Tools.ToDictionary(tool => tool.Name[(server.Name.Length + 1)..]);
        string[] missing =
        [
            .. settings.Phrases.Select(phrase => phrase.Tool).Concat(settings.Allow).Concat(settings.Confirm).Distinct()
                .Where(tool => tool != "*" && !tools.ContainsKey(tool)),
        ];
        string there = string.Join(", ", tools.Select(tool => tool.Key + (tool.Value.GetService<ApprovalRequiredAIFunction>() is null ? "" : " (asks first)")));
        return missing.Length == 0
            ? CheckResult.Ok(Check, $"the tool server {server.Name} has {there}")
            : CheckResult.Warn(Check, $"the tool server {server.Name} has no {string.Join(", ", missing)}; it has {there}", $"Correct the names in Tools:Servers:{server.Name}");
    }
}
