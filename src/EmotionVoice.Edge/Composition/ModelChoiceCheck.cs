using EmotionVoice.Edge.Models;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Composition;

/// <summary>
/// Unknown profiles and models are named with the other wrong settings. A catalogue that can't be read is no matter of
/// settings: whoever needs a model reports it.
/// </summary>
internal sealed class ModelChoiceCheck : IValidateOptions<ModelsOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelsOptions options)
    {
        ModelLocations locations = ModelLocations.Discover(options, Environment.GetEnvironmentVariable, AppContext.BaseDirectory);
        ModelCatalog catalog;
        try
        {
            catalog = ModelCatalog.Load(locations.Catalogue);
        }
        catch (ModelException)
        {
            return ValidateOptionsResult.Success;
        }

        string[] defects = [.. ModelSelection.Defects(catalog, options)];
        return defects.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(defects);
    }
}
