namespace EmotionVoice.Edge.Engines.WordEmotion;

/// <summary>
/// Steps 1 and 2 of models/word-emotion/MODEL.md: lower case, one kind of apostrophe, placeholders in brackets become
/// <c>name</c>, all that is no letter of Latin or Hangul, digit, apostrophe, ? or ! becomes space, and runs of ? and !
/// become a word of one character.
/// </summary>
internal static class WordNormalizer
{
    /// <summary>Room that <see cref="Normalize"/> needs: a mark becomes three characters, <c>[a]</c> four.</summary>
    public static int RoomFor(int length) => 3 * length;

    /// <summary>Writes words separated by single spaces, without any at the ends.</summary>
    /// <returns>The number of characters written.</returns>
    public static int Normalize(ReadOnlySpan<char> text, Span<char> words)
    {
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = Fold(text[i]);
            if (c is '?' or '!')
            {
                Space(words, ref length);
                words[length++] = c;
                Space(words, ref length);
                while (i + 1 < text.Length && text[i + 1] is '?' or '!')
                    i++;
            }
            else if (c == '[' && Placeholder(text[i..]) is int end and > 0)
            {
                "name".CopyTo(words[length..]);
                length += 4;
                i += end;
            }
            else if (IsKept(c))
            {
                words[length++] = c;
            }
            else
            {
                Space(words, ref length);
            }
        }

        return length > 0 && words[length - 1] == ' ' ? length - 1 : length;
    }

    private static char Fold(char c) => c == '’' ? '\'' : char.ToLowerInvariant(c);

    private static void Space(Span<char> words, ref int length)
    {
        if (length > 0 && words[length - 1] != ' ')
            words[length++] = ' ';
    }

    /// <summary>Index of the closing bracket when the text starts with <c>[letters]</c>, else 0.</summary>
    private static int Placeholder(ReadOnlySpan<char> text)
    {
        int end = 1;
        while (end < text.Length && Fold(text[end]) is >= 'a' and <= 'z')
            end++;
        return end > 1 && end < text.Length && text[end] == ']' ? end : 0;
    }

    private static bool IsKept(char c) => c
        is (>= '0' and <= '9') or (>= 'a' and <= 'z') or '\''
        or (>= '\u00E0' and <= '\u024F')
        or (>= '\u1100' and <= '\u11FF')
        or (>= '\u3130' and <= '\u318F')
        or (>= '\uAC00' and <= '\uD7A3');
}
