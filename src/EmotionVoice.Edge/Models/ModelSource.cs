using System.Text.Json.Serialization;

namespace EmotionVoice.Edge.Models;

/// <summary>Where a file comes from. Local kinds are used in place; the others are fetched into the cache.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(RepositorySource), "repo")]
[JsonDerivedType(typeof(MirrorSource), "mirror")]
[JsonDerivedType(typeof(SystemSource), "system")]
[JsonDerivedType(typeof(NpmSource), "npm")]
[JsonDerivedType(typeof(DerivedSource), "derived")]
[JsonDerivedType(typeof(UrlSource), "url")]
internal abstract record ModelSource
{
    /// <summary>For messages: where this source would have got the file from.</summary>
    public abstract string Describe();

    /// <summary>The same source for a file in the folder that this source names.</summary>
    public virtual ModelSource Below(string member) => throw new NotSupportedException($"'{Describe()}' cannot hold a folder.");
}

/// <summary>In <c>models/</c> of the source tree or beside the program.</summary>
internal sealed record RepositorySource : ModelSource
{
    public required string Path { get; init; }

    public override string Describe() => $"models/{Path} beside the program";

    public override ModelSource Below(string member) => new RepositorySource { Path = $"{Path}/{member}" };
}

/// <summary>In the mirror folder.</summary>
internal sealed record MirrorSource : ModelSource
{
    public required string Path { get; init; }

    public override string Describe() => $"the mirror folder, {Path}";

    public override ModelSource Below(string member) => new MirrorSource { Path = $"{Path}/{member}" };
}

/// <summary>Installed and vouched for by the system's package manager, so it carries no hash.</summary>
internal sealed record SystemSource : ModelSource
{
    /// <summary>The system package to install when it is missing.</summary>
    public required string Package { get; init; }

    /// <summary>Absolute; the first that exists is taken.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    public override string Describe() => $"the system package {Package}";

    public override ModelSource Below(string member)
        => new SystemSource { Package = Package, Paths = [.. Paths.Select(path => $"{path}/{member}")] };
}

/// <summary>In a package of the npm registry, fetched with the npm client and its configuration.</summary>
internal sealed record NpmSource : ModelSource
{
    /// <summary>name@version.</summary>
    public required string Package { get; init; }

    /// <summary>Inside the tarball; starts with <c>package/</c>.</summary>
    public required string Path { get; init; }

    public override string Describe() => $"npm package {Package}";

    public override ModelSource Below(string member) => new NpmSource { Package = Package, Path = $"{Path}/{member}" };
}

/// <summary>Made on this machine from other files by the <see cref="IModelFileMaker"/> of that name.</summary>
internal sealed record DerivedSource : ModelSource
{
    public required string Maker { get; init; }

    public required IReadOnlyList<DerivedInput> Inputs { get; init; }

    public override string Describe() => $"made here ({Maker})";
}

/// <summary>A file that a maker reads; it is removed afterwards.</summary>
internal sealed record DerivedInput
{
    public required long Size { get; init; }

    public required string Sha256 { get; init; }

    public required ModelSource Source { get; init; }
}

/// <summary>An upstream address.</summary>
internal sealed record UrlSource : ModelSource
{
    public required Uri Address { get; init; }

    /// <summary>Written from knowledge; nobody of this project has fetched it yet.</summary>
    public bool Untested { get; init; }

    public override string Describe() => Untested ? $"{Address} (address untested)" : Address.ToString();

    public override ModelSource Below(string member)
        => new UrlSource { Address = new Uri($"{Address.ToString().TrimEnd('/')}/{member}"), Untested = Untested };
}
