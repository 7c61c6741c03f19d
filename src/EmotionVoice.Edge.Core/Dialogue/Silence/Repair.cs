using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;

namespace EmotionVoice.Edge.Core.Dialogue.Silence;

/// <summary>
/// What is said when somebody spoke and was not understood: asks again, then offers help, then gives up politely; from
/// then on nothing until somebody is understood. Used only by the turn loop.
/// </summary>
public sealed class Repair(SilenceOptions options)
{
    // A voice near the device; a device that answers the noise of a street is worse than one that is silent.
    private const float LeastVoicedRatio = 0.25f;
    private const float LeastSnrDb = 10;

    private int _failures;

    public void Understood() => _failures = 0;

    /// <summary>Null when it was hardly somebody speaking, or enough has been said.</summary>
    /// <param name="heard">An utterance without words.</param>
    /// <param name="language">Of the conversation.</param>
    public string? NotUnderstood(Understood heard, string language)
    {
        if (!options.Repair || heard.Rejection is not (TranscriptRejection.Doubtful or TranscriptRejection.Repetition)
            || heard.Features.VoicedRatio < LeastVoicedRatio || heard.Features.SnrDb < LeastSnrDb)
            return null;
        return ++_failures switch
        {
            1 => Own(options.AskAgain) ?? SilencePhrases.AskAgain(language),
            2 => Own(options.OfferHelp) ?? SilencePhrases.OfferHelp(language),
            3 => Own(options.GiveUp) ?? SilencePhrases.GiveUp(language),
            _ => null,
        };
    }

    private static string? Own(string words) => words.Length > 0 ? words : null;
}
