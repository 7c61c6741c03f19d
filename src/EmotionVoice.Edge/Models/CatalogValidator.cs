namespace EmotionVoice.Edge.Models;

/// <summary>What JSON's shape cannot say about the catalogue. Pure: names every defect, reads no file.</summary>
internal static class CatalogValidator
{
    public static IReadOnlyList<string> Validate(CatalogDocument document)
    {
        List<string> defects = [];
        if (document.Version != CatalogDocument.SupportedVersion)
            defects.Add($"version is {document.Version}; this program reads version {CatalogDocument.SupportedVersion}");
        Duplicates(document.Models.Select(model => model.Id), "model id", defects);
        Duplicates(document.Profiles.Select(profile => profile.Id), "profile id", defects);
        Duplicates(document.Models.Select(m => m.Id).Concat(document.Profiles.Select(p => p.Id)).Distinct(StringComparer.Ordinal)
            .Where(id => document.Models.Any(m => m.Id == id) && document.Profiles.Any(p => p.Id == id))
            .SelectMany(id => new[] { id, id }), "name shared by a model and a profile", defects);
        foreach (ModelEntry model in document.Models)
            CheckModel(model, defects);
        foreach (ModelProfile profile in document.Profiles)
            CheckProfile(profile, document.Models, defects);
        return defects;
    }

    private static void CheckModel(ModelEntry model, List<string> defects)
    {
        string at = $"model '{model.Id}'";
        if (model.Id.Length == 0 || !model.Id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') || model.Id[0] == '.')
            defects.Add($"{at}: the id may hold letters, digits, '-', '_' and '.', and does not start with '.'");
        if (model.Languages.Count == 0)
            defects.Add($"{at}: languages is empty");
        if (model.MemoryMb <= 0)
            defects.Add($"{at}: memoryMb is {model.MemoryMb}; it is more than 0");
        Duplicates(model.Files.Select(file => file.As), $"file name ('as') of {at}", defects);
        Duplicates(model.Files.Select(file => file.Path), $"file path of {at}", defects);
        foreach (ModelFile file in model.Files)
            CheckFile(file, $"{at}, file '{file.As}'", defects);
        if (model.Role == ModelRole.Reply && model.Prompt is null)
            defects.Add($"{at}: a reply model needs prompt settings");
        if (model.Role != ModelRole.Reply && model.Prompt is not null)
            defects.Add($"{at}: only reply models have prompt settings");
        if (model.Prompt is { } prompt)
            CheckPrompt(model, prompt, at, defects);
    }

    private static void CheckPrompt(ModelEntry model, PromptSettings prompt, string at, List<string> defects)
    {
        if (prompt.Style == PromptStyle.FewShot && prompt.Prefixes.Count == 0)
            defects.Add($"{at}: few-shot needs a prefix");
        foreach (string name in prompt.Prefixes.Values.Select(prefix => prefix.File).Where(name => model.Files.All(file => file.As != name)))
            defects.Add($"{at}: the prefix '{name}' is not among its files");
        foreach (string label in prompt.Labels.Keys.Where(label => !Enum.TryParse<Core.Emotion.EmotionLabel>(label, ignoreCase: true, out _)))
            defects.Add($"{at}: '{label}' is no emotion label");
        if (prompt.ContextSize <= 0 || prompt.MaxTokens <= 0 || prompt.MaxTokens >= prompt.ContextSize)
            defects.Add($"{at}: maxTokens ({prompt.MaxTokens}) lies between 1 and contextSize ({prompt.ContextSize})");
        if (prompt.MaxTurns < 0 || prompt.Temperature < 0 || prompt.TopP is <= 0 or > 1)
            defects.Add($"{at}: maxTurns and temperature are not negative, topP lies in (0, 1]");
    }

    private static void CheckFile(ModelFile file, string at, List<string> defects)
    {
        CheckPath(file.Path, at, defects);
        CheckHash(file.Sha256, file.Size, at, defects);
        if (file.Sources.Count == 0)
            defects.Add($"{at}: no source");
        if (file.Members is { } members)
        {
            Duplicates(members.Select(member => member.Path), $"member of {at}", defects);
            if (members.Count == 0 || file.Sha256 is not null || file.Size is not null)
                defects.Add($"{at}: a folder has members, and size and sha256 stand with them");
            foreach (FolderMember member in members)
            {
                CheckPath(member.Path, at, defects);
                CheckHash(member.Sha256, member.Size, $"{at}, '{member.Path}'", defects);
            }
        }

        foreach (ModelSource source in file.Sources)
            CheckSource(source, file.Members is not null, at, defects);
    }

    private static void CheckSource(ModelSource source, bool isFolder, string at, List<string> defects)
    {
        switch (source)
        {
            case RepositorySource { Path: var path }: CheckPath(path, at, defects); break;
            case MirrorSource { Path: var path }: CheckPath(path, at, defects); break;
            case SystemSource system when system.Paths.Count == 0 || !system.Paths.All(Path.IsPathRooted):
                defects.Add($"{at}: paths of a system source are absolute, and there is at least one");
                break;
            case NpmSource npm:
                CheckPath(npm.Path, at, defects);
                if (npm.Package.LastIndexOf('@') <= 0)
                    defects.Add($"{at}: the npm package '{npm.Package}' is written name@version");
                break;
            case DerivedSource when isFolder:
                defects.Add($"{at}: a folder can't be derived");
                break;
            case DerivedSource derived:
                foreach (DerivedInput input in derived.Inputs)
                {
                    CheckHash(input.Sha256, input.Size, $"{at}, input of '{derived.Maker}'", defects);
                    CheckSource(input.Source, false, at, defects);
                }

                break;
            case UrlSource { Address: var address } when !address.IsAbsoluteUri || address.Scheme is not ("https" or "http"):
                defects.Add($"{at}: '{address}' is no web address");
                break;
        }
    }

    private static void CheckProfile(ModelProfile profile, IReadOnlyList<ModelEntry> models, List<string> defects)
    {
        foreach ((string role, IReadOnlyDictionary<string, IReadOnlyList<string>> slots) in profile.Roles)
        foreach ((string language, IReadOnlyList<string> ids) in slots)
        {
            string at = $"profile '{profile.Id}', role '{role}', language '{language}'";
            if (ids.Count == 0)
                defects.Add($"{at}: no model");
            foreach (string id in ids)
            {
                if (models.FirstOrDefault(model => model.Id == id) is not { } model)
                    defects.Add($"{at}: there is no model '{id}'");
                else if (model.Role.ToCatalogueName() != role)
                    defects.Add($"{at}: the model '{id}' has the role '{model.Role.ToCatalogueName()}'");
            }
        }

        if (profile.Id == ModelProfile.Automatic)
            defects.Add($"profile '{ModelProfile.Automatic}': the name is taken");
    }

    private static void CheckPath(string path, string at, List<string> defects)
    {
        if (path.Length == 0 || Path.IsPathRooted(path) || path.Contains('\\', StringComparison.Ordinal)
            || path.Split('/').Any(part => part is "" or "." or ".."))
            defects.Add($"{at}: the path '{path}' stays inside its folder and is written with '/'");
    }

    private static void CheckHash(string? sha256, long? size, string at, List<string> defects)
    {
        if (sha256 is not null && (sha256.Length != 64 || !sha256.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f')))
            defects.Add($"{at}: sha256 is 64 digits, 0-9 and a-f");
        if (sha256 is not null && size is null)
            defects.Add($"{at}: where the sha256 is known, so is the size");
        if (size is <= 0)
            defects.Add($"{at}: size is {size}; it is more than 0");
    }

    private static void Duplicates(IEnumerable<string> names, string what, List<string> defects)
    {
        foreach (IGrouping<string, string> group in names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            defects.Add($"'{group.Key}' stands twice ({what})");
    }
}
