using System.Text;

namespace EmotionVoice.Edge.Engines.Sherpa;

/// <summary>
/// How far the words of a recogniser without probabilities can be believed. What was really said survives a slight
/// change of the sound; what was made up for noise or another language becomes something else. Pure.
/// </summary>
internal static class TranscriptPlausibility
{
    /// <summary>
    /// Confidence lost for a wholly different second transcript. On 17 clean English clips the distance is at most
    /// 0.07; of 60 Korean clips 10 yield words at all, and all but one of these fall below a confidence of 0.35; in car
    /// noise at 5 dB the distance grows with the error.
    /// </summary>
    private const double DistanceWeight = 1.75;

    /// <summary>Fast English has about 5.5 word pieces a second; the decoder's own cap lies just above 6.</summary>
    private const double MostTokensPerSecond = 7;

    private const double LoopFactor = 0.3;
    private const int ShortestLoopWords = 12;
    private const double LoopShare = 0.75;

    /// <summary>Distance below which one comparison is enough.</summary>
    internal const double Agreed = 0.15;

    /// <param name="distance">Between transcripts of the sound and of changed copies, in [0, 1].</param>
    /// <param name="text">The transcript.</param>
    /// <param name="tokens">Its word pieces.</param>
    /// <param name="seconds">Length of the sound.</param>
    internal static float Confidence(double distance, string text, int tokens, double seconds)
    {
        double confidence = Math.Clamp(1 - (DistanceWeight * distance), 0, 1);
        if (!IsLatin(text))
            return 0;
        if (IsLoop(text) || tokens > MostTokensPerSecond * Math.Max(1, seconds))
            confidence *= LoopFactor;
        return (float)confidence;
    }

    /// <summary>Edits a character, letters and digits only; 0 is equal, 1 wholly different.</summary>
    internal static double Distance(string first, string second)
    {
        string a = Letters(first), b = Letters(second);
        int longest = Math.Max(a.Length, b.Length);
        if (longest == 0)
            return 0;

        int[] row = new int[b.Length + 1];
        for (int j = 0; j < row.Length; j++)
            row[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, 1 + Math.Min(row[j - 1], row[j]));
            }
        }

        return row[^1] / (double)longest;
    }

    /// <summary>A longer text in which many groups of three words return.</summary>
    internal static bool IsLoop(string text)
    {
        string[] words = Letters(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < ShortestLoopWords)
            return false;

        HashSet<(string, string, string)> groups = [];
        for (int i = 2; i < words.Length; i++)
            groups.Add((words[i - 2], words[i - 1], words[i]));
        return groups.Count < LoopShare * (words.Length - 2);
    }

    /// <summary>This recogniser writes English, so any other script is made up.</summary>
    private static bool IsLatin(string text)
    {
        foreach (char character in text)
        {
            if (char.IsLetter(character) && character > '\u024F')
                return false;
        }

        return true;
    }

    private static string Letters(string text)
    {
        StringBuilder letters = new(text.Length);
        foreach (char character in text)
        {
            if (char.IsLetterOrDigit(character))
                letters.Append(char.ToLowerInvariant(character));
            else if (char.IsWhiteSpace(character) && letters.Length > 0 && letters[^1] != ' ')
                letters.Append(' ');
        }

        return letters.ToString().TrimEnd();
    }
}
