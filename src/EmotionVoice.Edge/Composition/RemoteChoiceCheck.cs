using EmotionVoice.Edge.Core.Dialogue.Remote;
using EmotionVoice.Edge.Models;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Composition;

/// <summary>What the section can't see by itself: whether a server is asked for, and whether the key is where it says.</summary>
/// <param name="models">Name the profile; null when they are wrong themselves.</param>
internal sealed class RemoteChoiceCheck(ModelsOptions? models) : IValidateOptions<RemoteOptions>
{
    public ValidateOptionsResult Validate(string? name, RemoteOptions options)
    {
        List<string> problems = [];
        if (options.Address.Length > 0)
            RemoteKey.Read(options, Environment.GetEnvironmentVariable, problems);
        else if (models is not null && AsksForServer(models))
            problems.Add($"Remote:Address: the profile {models.Profile} needs a server. Name it here and its model in Remote:Model, or choose another profile: emotionvoice models use auto");
        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    private static bool AsksForServer(ModelsOptions models)
    {
        if (models.Profile.Equals(ModelProfile.Automatic, StringComparison.OrdinalIgnoreCase))
            return false;
        try
        {
            ModelLocations locations = ModelLocations.Discover(models, Environment.GetEnvironmentVariable, AppContext.BaseDirectory);
            return ModelCatalog.Load(locations.Catalogue).FindProfile(models.Profile) is { RemoteReply: true };
        }
        catch (ModelException)
        {
            return false; // whoever needs a model reports it
        }
    }
}
