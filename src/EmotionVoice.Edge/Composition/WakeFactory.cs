using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Engines.Wake;
using EmotionVoice.Edge.Models;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Composition;

/// <summary>From the section <c>Wake</c> to the gate before the conversation.</summary>
internal sealed class WakeFactory(
    WakeOptions options, KeywordSpotterOptions spotter, ModelsOptions models, ModelStore store, ConversationEvents events, ILoggerFactory logs)
{
    private const string IdPrefix = "wake-";

    public IWakeGate Gate() => options.Mode.HasFlag(WakeMode.Open)
        ? new OpenMicrophoneGate()
        : new WakeGate(options, options.Mode.HasFlag(WakeMode.Keyword) ? Detector() : null, events, logs.CreateLogger<WakeGate>());

    /// <summary>Of the word's model; one that the settings choose by its id goes before the word's own.</summary>
    public string ModelId => models.Wake is { Length: > 0 } chosen ? chosen : IdPrefix + options.Word.Trim().Replace('_', '-').Replace(' ', '-');

    /// <exception cref="ModelException">There is no model of the word, or it is not on this machine.</exception>
    public IWakeWordDetector Detector()
    {
        if (spotter.IsConfigured)
            return new SherpaKeywordDetector(spotter, options);
        ModelFiles files = store.Resolve(Entry());
        return new OpenWakeWordDetector(
            new OpenWakeWordOptions { Melspectrogram = files["melspectrogram"], Embedding = files["embedding"], Word = files["word"] }, options);
    }

    private ModelEntry Entry()
    {
        string id = ModelId;
        ModelEntry? entry = store.Catalog.Find(id);
        if (entry is { Role: ModelRole.Wake, Engine: ModelEngine.OpenWakeWord })
            return entry;
        IEnumerable<string> words = store.Catalog.Models.Where(model => model.Role == ModelRole.Wake).Select(model => model.Id[IdPrefix.Length..].Replace('-', '_'));
        throw new ModelException(ExitCodes.Configuration,
            $"Wake:Word: there is no model of the wake word '{options.Word}' ({id}); there are models of {string.Join(", ", words)}. " +
            $"For another word configure a keyword model in {KeywordSpotterOptions.Section}.");
    }
}
