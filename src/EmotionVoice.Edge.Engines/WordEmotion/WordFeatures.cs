namespace EmotionVoice.Edge.Engines.WordEmotion;

/// <summary>
/// Step 3 of models/word-emotion/MODEL.md: walks the hashed features of normalised words: the words, their character
/// n-grams, their neighbouring pairs. Allocates nothing.
/// </summary>
internal static class WordFeatures
{
    private static readonly FeatureHash s_word = FeatureHash.Empty.Add("w:");
    private static readonly FeatureHash s_characters = FeatureHash.Empty.Add("c:");
    private static readonly FeatureHash s_pair = FeatureHash.Empty.Add("b:");

    /// <param name="words">What <see cref="WordNormalizer"/> wrote.</param>
    /// <param name="sink">Takes each bucket.</param>
    public static void Walk<TSink>(ReadOnlySpan<char> words, ref TSink sink)
        where TSink : struct, IBucketSink, allows ref struct
    {
        foreach (Range range in words.Split(' '))
        {
            if (words[range] is not { Length: > 0 } word)
                continue;
            sink.Add(s_word.Add(word).Bucket);
            if (word is not ("?" or "!"))
                WalkCharacters(word, ref sink);
        }

        ReadOnlySpan<char> left = "^";
        foreach (Range range in words.Split(' '))
        {
            if (words[range] is not { Length: > 0 } word)
                continue;
            sink.Add(s_pair.Add(left).Add(' ').Add(word).Bucket);
            left = word;
        }

        sink.Add(s_pair.Add(left).Add(" $").Bucket);
    }

    private static void WalkCharacters<TSink>(ReadOnlySpan<char> word, ref TSink sink)
        where TSink : struct, IBucketSink, allows ref struct
    {
        bool hangul = word.ContainsAnyInRange('\uAC00', '\uD7A3');
        (int shortest, int longest) = hangul ? (2, 3) : (3, 5);
        int length = word.Length + 2; // <word>
        for (int n = shortest; n <= longest; n++)
        {
            for (int start = 0; start + n <= length; start++)
            {
                FeatureHash hash = s_characters;
                for (int i = start; i < start + n; i++)
                    hash = hash.Add(i == 0 ? '<' : i == length - 1 ? '>' : word[i - 1]);
                sink.Add(hash.Bucket);
            }
        }
    }
}

/// <summary>Takes the buckets of a text's features, one by one.</summary>
internal interface IBucketSink
{
    void Add(int bucket);
}
