namespace EmotionVoice.Edge.Evaluation;

/// <summary>Edits against a reference; adds up over files.</summary>
/// <param name="Edits">Substitutions, deletions and insertions (Levenshtein distance).</param>
/// <param name="Length">Length of the reference.</param>
internal readonly record struct ErrorRate(int Edits, int Length)
{
    public double Percent => Length == 0 ? (Edits == 0 ? 0 : 100) : 100.0 * Edits / Length;

    public static ErrorRate operator +(ErrorRate left, ErrorRate right) => new(left.Edits + right.Edits, left.Length + right.Length);

    /// <summary>Word error rate.</summary>
    public static ErrorRate OfWords(string reference, string heard, bool spellNumbers = true)
    {
        SpokenForm form = SpokenForm.For(reference) with { SpellNumbers = spellNumbers };
        return Of(form.Words(reference), form.Words(heard));
    }

    /// <summary>Character error rate.</summary>
    public static ErrorRate OfCharacters(string reference, string heard, bool spellNumbers = true)
    {
        SpokenForm form = SpokenForm.For(reference) with { SpellNumbers = spellNumbers };
        return Of(form.Characters(reference), form.Characters(heard));
    }

    private static ErrorRate Of<T>(T[] reference, T[] heard) where T : IEquatable<T>
    {
        int[] row = [.. Enumerable.Range(0, heard.Length + 1)];
        for (int i = 1; i <= reference.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= heard.Length; j++)
            {
                int substitution = diagonal + (reference[i - 1].Equals(heard[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return new ErrorRate(row[^1], reference.Length);
    }
}
