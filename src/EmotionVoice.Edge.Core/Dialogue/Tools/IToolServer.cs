using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>Tools of another program. It starts when it is first needed, and again after it has ended. Safe to call from several threads.</summary>
public interface IToolServer
{
    /// <summary>Key in <see cref="AITool.AdditionalProperties"/> of a tool's name for people.</summary>
    const string Title = "title";

    /// <summary>As the settings name it.</summary>
    string Name { get; }

    /// <summary>What it can do, for a model; nothing while it doesn't run. Named <c>server_tool</c>.</summary>
    IReadOnlyList<AIFunction> Tools { get; }

    /// <summary>Starts it, if it doesn't run, and waits until it does.</summary>
    /// <exception cref="ToolServerException">It can't be used; that has been logged.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>A tool by the name that the server itself has for it; waits until the server runs.</summary>
    /// <exception cref="ToolServerException">The server can't be used, or has no such tool.</exception>
    Task<AIFunction> FindAsync(string tool, CancellationToken cancellationToken);
}

/// <summary>A server of tools can't be used.</summary>
/// <param name="message">What is the matter, as a sentence; no word that anybody said.</param>
/// <param name="inner">Why.</param>
public sealed class ToolServerException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A tool says that it could not do it.</summary>
/// <param name="message">In its own words, for a model; what was said may stand in it, so it goes into no log.</param>
public sealed class ToolRefusedException(string message) : Exception(message);
