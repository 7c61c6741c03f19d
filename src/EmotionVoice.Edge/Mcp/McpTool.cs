using System.Text.Json;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using Microsoft.Extensions.AI;
using ModelContextProtocol.Protocol;

namespace EmotionVoice.Edge.Mcp;

/// <summary>A tool of a server, which may have been started anew since it was listed.</summary>
internal sealed class McpTool(McpToolServer server, Tool tool) : AIFunction
{
    public override string Name { get; } = $"{server.Name}_{tool.Name}";

    public override string Description => tool.Description ?? "";

    public override JsonElement JsonSchema => tool.InputSchema;

    public override IReadOnlyDictionary<string, object?> AdditionalProperties { get; } =
        new Dictionary<string, object?> { [IToolServer.Title] = tool.Title ?? tool.Annotations?.Title ?? tool.Name.Replace('-', ' ').Replace('_', ' ') };

    /// <summary>As its server has it.</summary>
    public string OwnName => tool.Name;

    /// <summary>What the server says of itself. A tool that is said to change things, and not said to be harmless, counts as destructive: so has the protocol.</summary>
    public bool IsDestructive => tool.Annotations is { DestructiveHint: true } or { ReadOnlyHint: false, DestructiveHint: null };

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        await server.CallAsync(tool.Name, arguments.ToDictionary(), cancellationToken);
}
