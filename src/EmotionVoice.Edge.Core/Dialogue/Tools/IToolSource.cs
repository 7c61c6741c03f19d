using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>
/// Things that can be done by voice. Intent patterns call them for models too small to call functions; a model that can
/// is handed the same functions. One that needs a yes is an <see cref="ApprovalRequiredAIFunction"/>.
/// </summary>
public interface IToolSource
{
    IEnumerable<AIFunction> Tools { get; }
}

/// <summary>Makes functions of methods.</summary>
internal static class ToolFunction
{
    private const string Language = "language";
    private const int MostArguments = 100; // characters

    /// <summary>The method returns a sentence in <see cref="LanguageOf"/>, which is what is said, or what a model is told.</summary>
    public static AIFunction Create(string name, string description, Delegate method) => AIFunctionFactory.Create(
        method, new AIFunctionFactoryOptions { Name = name, Description = description, MarshalResult = (result, _, _) => ValueTask.FromResult(result) });

    public static AIFunctionArguments Arguments(IReadOnlyDictionary<string, object?> arguments, string language) =>
        new(new Dictionary<string, object?>(arguments)) { Context = new Dictionary<object, object?> { [Language] = language } };

    /// <summary>The conversation's language; English where a caller names none.</summary>
    public static string LanguageOf(AIFunctionArguments arguments) =>
        arguments.Context is { } context && context.TryGetValue(Language, out object? language) && language is string code ? code : "en";

    /// <summary>Whether it is done only after a yes.</summary>
    public static bool NeedsYes(this AIFunction tool) => tool.GetService<ApprovalRequiredAIFunction>() is not null;

    /// <summary>What somebody is asked to agree to: "Delete file, notes.txt".</summary>
    public static string Describe(AIFunction tool, IReadOnlyDictionary<string, object?> arguments)
    {
        string title = tool.AdditionalProperties.TryGetValue(IToolServer.Title, out object? own) && own is string { Length: > 0 } text ? text : tool.Name.Replace('_', ' ').Replace('-', ' ');
        string values = string.Join(", ", arguments.Values.Select(value => value?.ToString()).Where(value => !string.IsNullOrEmpty(value)));
        return values.Length == 0 ? title : $"{title}, {(values.Length <= MostArguments ? values : values[..MostArguments])}";
    }
}
