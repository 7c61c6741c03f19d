namespace EmotionVoice.Edge.Engines.SpeechEmotion;

/// <summary>How long sound is cut for a model that takes 0.5 to 8 s. Pure.</summary>
internal static class EmotionWindows
{
    /// <summary>Shorter sound is filled up with zeros.</summary>
    internal const int Shortest = 8_000;

    internal const int Longest = 128_000;

    /// <summary>Equal windows, as few as possible, without overlap.</summary>
    internal static IEnumerable<Range> Of(int samples)
    {
        int count = Math.Max(1, (int)Math.Ceiling(samples / (double)Longest));
        for (int i = 0; i < count; i++)
            yield return (int)((long)samples * i / count)..(int)((long)samples * (i + 1) / count);
    }
}
