namespace EmotionVoice.Edge.Models;

/// <summary>Which models this run uses: a profile, with the owner's own choices on top.</summary>
internal sealed class ModelSelection
{
    private readonly List<Slot> _slots;

    private ModelSelection(ModelProfile profile, string reason, List<Slot> slots)
    {
        Profile = profile;
        Reason = reason;
        _slots = slots;
        Models = [.. slots.Select(slot => slot.Model).DistinctBy(model => model.Id)];
        Candidates = [.. slots.Select(slot => slot.Candidates)];
    }

    private sealed record Slot(ModelRole Role, string Language, ModelEntry Model, IReadOnlyList<ModelEntry> Candidates);

    public ModelProfile Profile { get; }

    /// <summary>In words, why this profile.</summary>
    public string Reason { get; }

    /// <summary>All that is needed, each once.</summary>
    public IReadOnlyList<ModelEntry> Models { get; }

    /// <summary>For each slot the models that may fill it, best first.</summary>
    public IReadOnlyList<IReadOnlyList<ModelEntry>> Candidates { get; }

    /// <exception cref="ModelException">Unknown profile, unknown model, or a model of another role; all are named.</exception>
    public static ModelSelection Choose(ModelStore store, ModelsOptions options)
    {
        string[] defects = [.. Defects(store.Catalog, options)];
        if (defects.Length > 0)
            throw new ModelException(ExitCodes.Configuration, $"The settings choose models that can't be used. Correct these:\n  - {string.Join("\n  - ", defects)}");
        (ModelProfile profile, string reason) = ChooseProfile(store, options.Profile);
        List<Slot> slots = [];
        foreach (ModelRole role in Enum.GetValues<ModelRole>())
        {
            // A chosen voice keeps the profile's beside it for the languages that it doesn't speak; any other choice replaces them.
            if (options.Choice(role) is { Length: > 0 } id)
            {
                ModelEntry chosen = store.Catalog.Get(id);
                IEnumerable<string> languages = role == ModelRole.Voice ? chosen.Languages : [ModelEntry.AnyLanguage];
                slots.AddRange(languages.Select(language => new Slot(role, language, chosen, [chosen])));
            }

            string[] taken = [.. slots.Where(slot => slot.Role == role).Select(slot => slot.Language)];
            if (profile.Roles.TryGetValue(role.ToCatalogueName(), out var byLanguage) && !taken.Contains(ModelEntry.AnyLanguage))
            {
                slots.AddRange(byLanguage
                    .Where(slot => !taken.Contains(slot.Key, StringComparer.OrdinalIgnoreCase))
                    .Select(slot => Preferred(store, role, slot.Key, slot.Value)));
            }
        }

        return new ModelSelection(profile, reason, slots);
    }

    /// <summary>What is wrong with the choices, each as <c>Section:Key: why</c>.</summary>
    public static IEnumerable<string> Defects(ModelCatalog catalog, ModelsOptions options)
    {
        if (!IsAutomatic(options.Profile) && catalog.FindProfile(options.Profile) is null)
            yield return $"{ModelsOptions.Section}:{nameof(ModelsOptions.Profile)}: there is no profile '{options.Profile}'; choose one of {string.Join(", ", catalog.Profiles.Select(profile => profile.Id).Prepend(ModelProfile.Automatic))}.";
        foreach (ModelRole role in Enum.GetValues<ModelRole>())
        {
            if (options.Choice(role) is not { Length: > 0 } id)
                continue;
            string key = $"{ModelsOptions.Section}:{role.ToSettingsKey()}";
            ModelEntry? model = catalog.Find(id);
            if (model is null)
                yield return $"{key}: there is no model '{id}'; choose one of {string.Join(", ", catalog.Models.Where(m => m.Role == role).Select(m => m.Id))}.";
            else if (model.Role != role)
                yield return $"{key}: '{id}' is for {model.Role.ToCatalogueName()}, not for {role.ToCatalogueName()}.";
        }
    }

    private static bool IsAutomatic(string profile) => profile.Equals(ModelProfile.Automatic, StringComparison.OrdinalIgnoreCase);

    /// <summary>The model for a role in a language; null when the profile has none (no wake word).</summary>
    public ModelEntry? For(ModelRole role, string language = ModelEntry.AnyLanguage)
    {
        Slot[] ofRole = [.. _slots.Where(slot => slot.Role == role)];
        foreach (string wanted in new[] { language, ModelEntry.AnyLanguage })
        {
            if (ofRole.FirstOrDefault(slot => slot.Language.Equals(wanted, StringComparison.OrdinalIgnoreCase)) is { Model: { } model })
                return model;
        }

        return ofRole.FirstOrDefault()?.Model;
    }

    private static (ModelProfile Profile, string Reason) ChooseProfile(ModelStore store, string id)
    {
        if (!IsAutomatic(id))
            return (store.Catalog.GetProfile(id), "chosen in the settings");
        ModelProfile standard = store.Catalog.GetProfile(ModelProfile.Standard);
        ModelProfile embedded = store.Catalog.GetProfile(ModelProfile.Embedded);
        // What both need has to be fetched either way; it must not make the first start choose another profile than the second.
        HashSet<string> shared = [.. IdsOf(embedded).SelectMany(ids => ids)];
        return IdsOf(standard).All(ids => ids.Any(id => shared.Contains(id) || store.IsPresent(store.Catalog.Get(id))))
            ? (standard, "automatic: its files are here")
            : (embedded, $"automatic: not all files of {standard.Id} are here");
    }

    private static IEnumerable<IReadOnlyList<string>> IdsOf(ModelProfile profile) => profile.Roles.Values.SelectMany(slots => slots.Values);

    private static Slot Preferred(ModelStore store, ModelRole role, string language, IReadOnlyList<string> ids)
    {
        ModelEntry[] models = [.. ids.Select(store.Catalog.Get)];
        return new Slot(role, language, models.FirstOrDefault(store.IsPresent) ?? models[0], models);
    }
}
