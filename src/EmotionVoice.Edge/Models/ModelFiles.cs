namespace EmotionVoice.Edge.Models;

/// <summary>A model whose files are here and checked.</summary>
internal sealed class ModelFiles(ModelEntry entry, IReadOnlyDictionary<string, string> paths)
{
    public ModelEntry Entry { get; } = entry;

    /// <summary>Absolute path of a file (or folder) by what the engine calls it, e.g. <c>files["tokens"]</c>.</summary>
    /// <exception cref="ModelException">The catalogue's entry has no such file.</exception>
    public string this[string name] => paths.TryGetValue(name, out string? path)
        ? path
        : throw new ModelException(ExitCodes.Configuration,
            $"{Entry.Name} has no file '{name}' in the model catalogue (it has: {string.Join(", ", paths.Keys)}), but its engine '{Entry.Engine}' needs one. Correct the entry '{Entry.Id}'.");
}
