using EmotionVoice.Edge.Core.Transcription;
using Microsoft.AspNetCore.Http;

namespace EmotionVoice.Edge.Api.Speech;

/// <summary>The languages that a request may ask for: those for which engines are loaded.</summary>
internal static class Languages
{
    /// <returns>The settings for a request in that language; the device's own when it names none.</returns>
    /// <exception cref="ProblemException">No engine here understands it.</exception>
    public static TranscriptionOptions For(string? language, TranscriptionOptions options)
    {
        if (string.IsNullOrEmpty(language))
            return options;
        if (!options.Expected.Contains(language, StringComparer.OrdinalIgnoreCase))
            throw new ProblemException(StatusCodes.Status400BadRequest, "unsupported_language",
                $"This device is set to {string.Join(", ", options.Expected)} (Transcription:Languages); it doesn't understand the language that was asked for.");
        return new TranscriptionOptions
        {
            Languages = [language.ToLowerInvariant()],
            MaxNoSpeechProbability = options.MaxNoSpeechProbability,
            MinConfidence = options.MinConfidence,
            MinLevelDb = options.MinLevelDb,
            MinSnrDb = options.MinSnrDb,
        };
    }
}
