using Spectre.Console;

namespace EmotionVoice.Edge.Models.CommandLine;

/// <summary>What the <c>models</c> commands need.</summary>
/// <param name="Open">Opens catalogue and folders with the settings; called when a command runs, so that help works without.</param>
/// <param name="Console">For people.</param>
/// <param name="Output">For <c>--json</c>, one object a line.</param>
/// <param name="Error">For messages about failures.</param>
internal sealed record ModelsContext(Func<ModelServices> Open, IAnsiConsole Console, TextWriter Output, TextWriter Error, SettingsFile Settings)
{
    /// <summary>A line for people, never broken at the width of a terminal that isn't there.</summary>
    public static void Say(IAnsiConsole console, string line)
    {
        if (console.Profile.Capabilities.Interactive)
            console.MarkupLineInterpolated($"{line}");
        else
            console.Profile.Out.Writer.WriteLine(line);
    }

    public void Say(string line) => Say(Console, line);

    /// <summary>Runs a command; turns failures into plain words and an exit code.</summary>
    public async Task<int> RunAsync(Func<ModelServices, Task<int>> command)
    {
        try
        {
            using ModelServices services = Open();
            if (services.Store.Locations.MissingMirror is { } missing)
                await Error.WriteLineAsync($"The mirror folder {missing} doesn't exist; going on without it.");
            return await command(services);
        }
        catch (ModelException error)
        {
            await Error.WriteLineAsync(error.Message);
            return error.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await Error.WriteLineAsync("Interrupted. What has arrived is kept; the next fetch continues there.");
            return ExitCodes.Interrupted;
        }
    }

    /// <summary>The models that a name stands for: a model, a profile, or without one the profile in use.</summary>
    /// <returns>One list of candidates a slot.</returns>
    public static IReadOnlyList<IReadOnlyList<ModelEntry>> Slots(ModelServices services, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return services.Choose().Candidates;
        List<IReadOnlyList<ModelEntry>> slots = [];
        foreach (string name in names)
        {
            ModelProfile? profile = name.Equals(ModelProfile.Automatic, StringComparison.OrdinalIgnoreCase)
                ? services.Choose().Profile
                : services.Catalog.FindProfile(name);
            if (profile is null)
                slots.Add([Find(services, name)]);
            else
                slots.AddRange(profile.Roles.Values.SelectMany(role => role.Values).Select(ids => (IReadOnlyList<ModelEntry>)[.. ids.Select(services.Catalog.Get)]));
        }

        return slots;
    }

    public static ModelEntry Find(ModelServices services, string name) => services.Catalog.Find(name)
        ?? throw new ModelException(ExitCodes.Configuration,
            $"'{name}' is neither a profile nor a model. Profiles: {string.Join(", ", services.Catalog.Profiles.Select(profile => profile.Id).Prepend(ModelProfile.Automatic))}. "
            + $"Models: {string.Join(", ", services.Catalog.Models.Select(model => model.Id))}.");
}
