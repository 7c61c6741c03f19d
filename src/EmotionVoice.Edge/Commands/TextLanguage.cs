namespace EmotionVoice.Edge.Commands;

/// <summary>The language of a typed text.</summary>
internal static class TextLanguage
{
    /// <summary>Korean where there is Hangul; else the first of the expected languages that isn't Korean, and English where there is none.</summary>
    public static string Of(string text, IReadOnlyList<string> expected) =>
        text.Any(c => c is >= '\uAC00' and <= '\uD7A3') ? "ko" : expected.FirstOrDefault(language => language != "ko") ?? "en";
}
