namespace EmotionVoice.Edge.Models;

/// <summary>The section <c>Models</c> of the settings: which models are used and where they lie.</summary>
internal sealed class ModelsOptions
{
    public const string Section = "Models";

    /// <summary>auto, embedded, standard, korean or remote. Default auto: standard when all its files are here, else embedded.</summary>
    public string Profile { get; set; } = ModelProfile.Automatic;

    /// <summary>A model id of that role; default: the profile's. The same holds for the ones below.</summary>
    public string? Transcription { get; set; }

    public string? Vad { get; set; }

    public string? VoiceEmotion { get; set; }

    public string? WordEmotion { get; set; }

    public string? Reply { get; set; }

    public string? Voice { get; set; }

    public string? Wake { get; set; }

    /// <summary>Folder for fetched models. EMOTIONVOICE_MODEL_CACHE goes first; default see <see cref="ModelLocations"/>.</summary>
    public string? Cache { get; set; }

    /// <summary>Folder with a copy of the models. EMOTIONVOICE_MODEL_MIRROR goes first.</summary>
    public string? Mirror { get; set; }

    /// <summary>The id that the owner chose for a role, or null.</summary>
    public string? Choice(ModelRole role) => role switch
    {
        ModelRole.Transcription => Transcription,
        ModelRole.Vad => Vad,
        ModelRole.VoiceEmotion => VoiceEmotion,
        ModelRole.WordEmotion => WordEmotion,
        ModelRole.Reply => Reply,
        ModelRole.Voice => Voice,
        ModelRole.Wake => Wake,
        _ => null,
    };
}
