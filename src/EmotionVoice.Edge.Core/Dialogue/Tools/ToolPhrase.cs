using System.Text;
using System.Text.RegularExpressions;
using EmotionVoice.Edge.Core.Dialogue.Rules;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>
/// A phrase of the settings that asks for a tool: <c>weather in|for {city}</c>. English ones are
/// <see cref="PhrasePattern"/>s; ones with Hangul know the same signs and no misspellings, and don't mind where spaces
/// are set. What a <c>{name}</c> takes is given as it was said. Pure; safe to call from several threads.
/// </summary>
public sealed partial class ToolPhrase
{
    private static readonly string[] s_courtesies = ["please", "thanks", "thank", "you"];

    private readonly PhrasePattern? _english;
    private readonly Regex? _korean;

    /// <exception cref="ArgumentException">It is no phrase; the message says why.</exception>
    public ToolPhrase(string phrase)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(phrase);
        string[] parts = phrase.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (string part in parts.Where(part => part.AsSpan().IndexOfAny('{', '}') >= 0 && !Taking().IsMatch(part)))
            throw new ArgumentException($"'{part}' is neither a word nor a {{name}} of letters, digits and _, standing alone.", nameof(phrase));
        Names = [.. parts.Where(part => part[0] == '{').Select(part => part[1..^1])];
        if (Names.Distinct().Count() < Names.Count)
            throw new ArgumentException("A name stands in it twice.", nameof(phrase));
        if (!parts.Any(part => part[0] != '{' && !part.EndsWith('?') && part.Any(char.IsLetterOrDigit)))
            throw new ArgumentException("It has no word that must be said.", nameof(phrase));
        for (int i = 1; i < parts.Length; i++)
            if (parts[i][0] == '{' && parts[i - 1][0] == '{')
                throw new ArgumentException($"There is no word between {parts[i - 1]} and {parts[i]}.", nameof(phrase));
        if (phrase.Any(SpokenWords.IsHangul))
            _korean = new Regex(Korean(parts), RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);
        else
            _english = new PhrasePattern(English(parts));
    }

    /// <summary>What it takes from what is said.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What its names take, by name; null when the words don't ask for it.</summary>
    public Dictionary<string, string>? Match(SpokenWords words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return _korean is null ? MatchEnglish(words) : _korean.Match(words.Text) is { Success: true } match
            ? Names.ToDictionary(name => name, name => match.Groups[name].Value.TrimEnd())
            : null;
    }

    private Dictionary<string, string>? MatchEnglish(SpokenWords words)
    {
        int count = words.English.Count;
        while (count > 1 && s_courtesies.Contains(words.English[count - 1]))
            count--;
        Dictionary<string, Range> taken = [];
        return _english!.Find([.. words.English.Take(count)], taken) is null
            ? null
            : Names.ToDictionary(name => name, name =>
            {
                (int start, int length) = taken[name].GetOffsetAndLength(count);
                return words.Text[words.Places[start].Start..words.Places[start + length - 1].End];
            });
    }

    // Plain words in the form in which words are heard: "what's" and "what is" are one.
    private static string English(string[] parts)
    {
        List<string> own = [];
        List<string> plain = [];
        foreach (string part in parts)
        {
            if (Plain().IsMatch(part))
            {
                plain.Add(part);
                continue;
            }

            own.AddRange(SpokenWords.Of(string.Join(' ', plain)).English);
            plain.Clear();
            own.Add(part[0] == '{' ? part : Apostrophes().Replace(part.ToLowerInvariant(), ""));
        }

        return string.Join(' ', own.Concat(SpokenWords.Of(string.Join(' ', plain)).English));
    }

    private static string Korean(string[] parts)
    {
        const string between = @"[\s\p{P}]*";
        string[] middle = [.. parts.Where(part => part is not ("^" or "$"))];
        bool first = parts[0] == "^" || middle.First(part => !part.EndsWith('?'))[0] == '{';
        bool last = parts[^1] == "$" || middle.Last(part => !part.EndsWith('?'))[0] == '{';
        return (first ? "^" + between : "") + string.Join(between, middle.Select(Part)) + (last ? between + "$" : "");

        static string Part(string part)
        {
            if (part == "*")
                return ".{0,15}?";
            if (part[0] == '{')
                return $"(?<{part[1..^1]}>[^\\s\\p{{P}}].*?)";
            IEnumerable<string> words = part.TrimEnd('?').Split('|').Select(word => string.Join(@"\s*", word.TrimEnd('~').Select(letter => Regex.Escape(letter.ToString()))));
            return $"(?:{string.Join('|', words)}){(part.EndsWith('?') ? "?" : "")}";
        }
    }

    [GeneratedRegex(@"^\{[A-Za-z][A-Za-z0-9_]*\}$")]
    private static partial Regex Taking();

    [GeneratedRegex(@"^[\p{L}\p{Nd}'’-]+$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"['’]")]
    private static partial Regex Apostrophes();
}
