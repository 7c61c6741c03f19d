namespace EmotionVoice.Edge.Models.CommandLine;

/// <summary><c>models use</c>.</summary>
internal static class UseModels
{
    public static int Run(ModelsContext context, ModelServices services, string name)
    {
        bool isProfile = name.Equals(ModelProfile.Automatic, StringComparison.OrdinalIgnoreCase) || services.Catalog.FindProfile(name) is not null;
        return isProfile ? UseProfile(context, services, name.ToLowerInvariant()) : UseModel(context, services, ModelsContext.Find(services, name));
    }

    private static int UseProfile(ModelsContext context, ModelServices services, string profile)
    {
        // A profile names a model for each role: single choices made before would silently undo a part of it.
        Dictionary<string, string?> values = Enum.GetValues<ModelRole>().ToDictionary(role => role.ToSettingsKey(), _ => (string?)null);
        values[nameof(ModelsOptions.Profile)] = profile;
        IReadOnlyList<string> removed = context.Settings.Write(ModelsOptions.Section, values);
        context.Say($"Profile {profile} is used from the next start ({context.Settings.Path}).");
        if (services.Catalog.FindProfile(profile) is { RemoteReply: true })
            context.Say("What people say then goes as text to the server of Remote:Address; name it and its model, Remote:Model, in the settings.");
        foreach (string key in removed)
            context.Say($"Removed the single choice {key}.");
        ModelEntry[] missing = [.. ModelSelection.Choose(services.Store, new ModelsOptions { Profile = profile }).Models.Where(model => !services.Store.IsPresent(model))];
        if (missing.Length > 0)
            context.Say($"Not here yet: {string.Join(", ", missing.Select(model => model.Id))}. Run: emotionvoice models fetch {profile}");
        return ExitCodes.Ok;
    }

    private static int UseModel(ModelsContext context, ModelServices services, ModelEntry model)
    {
        context.Settings.Write(ModelsOptions.Section, new Dictionary<string, string?> { [model.Role.ToSettingsKey()] = model.Id });
        context.Say($"{model.Name} is used for {model.Role.ToCatalogueName()} from the next start ({context.Settings.Path}).");
        if (!services.Store.IsPresent(model))
            context.Say($"It is not here yet. Run: emotionvoice models fetch {model.Id}");
        return ExitCodes.Ok;
    }
}
