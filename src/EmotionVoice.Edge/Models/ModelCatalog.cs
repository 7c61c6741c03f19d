using System.Text.Json;

namespace EmotionVoice.Edge.Models;

/// <summary>The catalogue of models and profiles, read strictly.</summary>
internal sealed class ModelCatalog
{
    /// <summary>The catalogue's name in a models folder.</summary>
    public const string FileName = "models.json";

    private readonly Dictionary<string, ModelEntry> _models;

    private ModelCatalog(CatalogDocument document)
    {
        Models = document.Models;
        Profiles = document.Profiles;
        _models = document.Models.ToDictionary(model => model.Id, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<ModelEntry> Models { get; }

    public IReadOnlyList<ModelProfile> Profiles { get; }

    /// <exception cref="ModelException">The file is missing or wrong; every defect is named.</exception>
    public static ModelCatalog Load(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(ExitCodes.Configuration,
                $"The model catalogue {path} can't be read: {error.Message} Without it no model can be found. Install the program again, or run it from its source tree.", error);
        }
    }

    /// <param name="utf8">The JSON text.</param>
    /// <param name="origin">Its name in messages.</param>
    public static ModelCatalog Parse(ReadOnlySpan<byte> utf8, string origin)
    {
        CatalogDocument document;
        try
        {
            document = JsonSerializer.Deserialize(utf8, CatalogJson.Default.CatalogDocument)
                ?? throw new JsonException("It holds nothing.");
        }
        catch (JsonException error)
        {
            throw new ModelException(ExitCodes.Configuration, $"The model catalogue {origin} is wrong: {error.Message} Correct it, or install the program again.", error);
        }

        IReadOnlyList<string> defects = CatalogValidator.Validate(document);
        return defects.Count == 0
            ? new ModelCatalog(document)
            : throw new ModelException(ExitCodes.Configuration, $"The model catalogue {origin} is wrong; correct it, or install the program again:\n  - {string.Join("\n  - ", defects)}");
    }

    public ModelEntry? Find(string id) => _models.GetValueOrDefault(id);

    /// <exception cref="ModelException">There is none; the message lists those that exist.</exception>
    public ModelEntry Get(string id) => Find(id)
        ?? throw new ModelException(ExitCodes.Configuration, $"There is no model '{id}'. The catalogue has: {string.Join(", ", Models.Select(model => model.Id))}.");

    public ModelProfile? FindProfile(string id) => Profiles.FirstOrDefault(profile => profile.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="ModelException">There is none; the message lists those that exist.</exception>
    public ModelProfile GetProfile(string id) => FindProfile(id)
        ?? throw new ModelException(ExitCodes.Configuration, $"There is no model profile '{id}'. Choose one of: {string.Join(", ", Profiles.Select(profile => profile.Id).Prepend(ModelProfile.Automatic))}.");
}
