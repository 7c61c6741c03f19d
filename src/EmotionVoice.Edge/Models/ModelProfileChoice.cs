using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Dialogue.Remote;

namespace EmotionVoice.Edge.Models;

/// <summary>Chooses the models' profile as <c>models use</c> does: kept in the settings file, used from the next start.</summary>
internal sealed class ModelProfileChoice(ModelStore store, ModelSelection selection, SettingsFile settings, RemoteOptions remote) : IProfileChoice
{
    private volatile string _current = selection.Profile.Id;

    public string Current => _current;

    /// <summary>A server can be chosen only where the owner has named one.</summary>
    public IReadOnlyList<string> Profiles { get; } =
        [.. store.Catalog.Profiles.Where(profile => !profile.RemoteReply || remote.Address.Length > 0).Select(profile => profile.Id)];

    public string Choose(string profile)
    {
        if (!Profiles.Contains(profile, StringComparer.Ordinal))
            throw new ControlException($"There is no profile '{profile}'; choose one of {string.Join(", ", Profiles)}.");
        try
        {
            ModelEntry[] missing = [.. ModelSelection.Choose(store, new ModelsOptions { Profile = profile }).Models.Where(model => !store.IsPresent(model))];
            if (missing.Length > 0)
                throw new ControlException($"The profile {profile} needs models that are not on this device: {string.Join(", ", missing.Select(model => model.Id))}. Run there: emotionvoice models fetch {profile}");
            Dictionary<string, string?> values = Enum.GetValues<ModelRole>().ToDictionary(role => role.ToSettingsKey(), _ => (string?)null);
            values[nameof(ModelsOptions.Profile)] = profile;
            settings.Write(ModelsOptions.Section, values);
        }
        catch (Exception e) when (e is ModelException or IOException or UnauthorizedAccessException)
        {
            throw new ControlException(e.Message, e);
        }

        _current = profile;
        return "from the next start";
    }
}
