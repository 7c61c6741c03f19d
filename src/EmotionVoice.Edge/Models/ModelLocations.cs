namespace EmotionVoice.Edge.Models;

/// <summary>The folders where models lie.</summary>
/// <param name="Catalogue">Path of models.json.</param>
/// <param name="Repository">Folders with the files of <c>repo</c> sources, best first.</param>
/// <param name="Mirror">Folder with a copy of the models; null when there is none.</param>
/// <param name="Cache">Folder for what is fetched; it may not exist yet.</param>
internal sealed record ModelLocations(string Catalogue, IReadOnlyList<string> Repository, string? Mirror, string Cache)
{
    public const string CacheVariable = "EMOTIONVOICE_MODEL_CACHE";
    public const string MirrorVariable = "EMOTIONVOICE_MODEL_MIRROR";

    /// <summary>A mirror that was asked for by name and doesn't exist; it is treated as none.</summary>
    public string? MissingMirror { get; init; }

    /// <summary>Folders that a package or an image brought, laid out as the cache and never written to; best first.</summary>
    public IReadOnlyList<string> Preseeded { get; init; } = [];

    /// <param name="options">What the settings say.</param>
    /// <param name="environment">Reads an environment variable; null when it is not set.</param>
    /// <param name="programFolder">Where the program lies.</param>
    public static ModelLocations Discover(ModelsOptions options, Func<string, string?> environment, string programFolder)
    {
        string? root = FindSourceTree(programFolder);
        List<string> repository = [Path.Combine(programFolder, "models")];
        if (root is not null)
            repository.Add(Path.Combine(root, "models"));
        string catalogue = repository.Select(folder => Path.Combine(folder, ModelCatalog.FileName)).FirstOrDefault(File.Exists)
            ?? Path.Combine(repository[0], ModelCatalog.FileName);

        string? named = NotEmpty(environment(MirrorVariable)) ?? NotEmpty(options.Mirror);
        string? mirror = named ?? (root is null ? null : Path.Combine(root, "..", "shared", "models"));
        bool exists = mirror is not null && Directory.Exists(mirror);
        return new ModelLocations(catalogue, repository, exists ? Path.GetFullPath(mirror!) : null, FindCache(options, environment, root))
        {
            MissingMirror = exists ? null : named,
            // <prefix>/lib/emotionvoice/ holds the program, so that this is /usr/share/emotionvoice/models for a package.
            Preseeded = [Path.GetFullPath(Path.Combine(programFolder, "..", "..", "share", "emotionvoice", "models"))],
        };
    }

    private static string FindCache(ModelsOptions options, Func<string, string?> environment, string? root)
    {
        if ((NotEmpty(environment(CacheVariable)) ?? NotEmpty(options.Cache)) is { } named)
            return Path.GetFullPath(named);

        // systemd sets it for CacheDirectory=, several separated by colons.
        if (NotEmpty(environment("CACHE_DIRECTORY")) is { } service)
            return Path.Combine(service.Split(':')[0], "models");
        if (root is not null)
            return Path.Combine(root, "artifacts", "models");
        string home = NotEmpty(environment("XDG_CACHE_HOME")) ?? Path.Combine(NotEmpty(environment("HOME")) ?? "/tmp", ".cache");
        return Path.Combine(home, "emotionvoice", "models");
    }

    private static string? FindSourceTree(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "EmotionVoice.Edge.sln")))
                return at.FullName;
        }

        return null;
    }

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
