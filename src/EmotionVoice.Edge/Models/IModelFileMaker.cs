namespace EmotionVoice.Edge.Models;

/// <summary>Makes a model's file out of others, for files that no registry has.</summary>
internal interface IModelFileMaker
{
    /// <summary>What a <see cref="DerivedSource"/> calls it.</summary>
    string Name { get; }

    /// <summary>Writes <paramref name="destination"/>. Its size and hash are checked afterwards.</summary>
    /// <param name="inputs">Paths, in the catalogue's order.</param>
    Task MakeAsync(IReadOnlyList<string> inputs, string destination, CancellationToken cancellationToken);
}

/// <summary>A maker from a function.</summary>
internal sealed class DelegateFileMaker(string name, Func<IReadOnlyList<string>, string, CancellationToken, Task> make) : IModelFileMaker
{
    public string Name { get; } = name;

    public Task MakeAsync(IReadOnlyList<string> inputs, string destination, CancellationToken cancellationToken)
        => make(inputs, destination, cancellationToken);
}
