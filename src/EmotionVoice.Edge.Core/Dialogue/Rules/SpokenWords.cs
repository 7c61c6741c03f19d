using System.Text;
using System.Text.RegularExpressions;

namespace EmotionVoice.Edge.Core.Dialogue.Rules;

/// <summary>
/// What was said in the form that rules are written for: case, punctuation and apostrophes, which recognisers set as they
/// like, are gone, and so are the spaces of Korean.
/// </summary>
/// <param name="English">Lower-case words; "I am", "I'm" and "im" are all <c>im</c>.</param>
/// <param name="Korean">All letters and digits without spaces; empty when there is no Hangul.</param>
public sealed partial record SpokenWords(IReadOnlyList<string> English, string Korean)
{
    // Two words that recognisers write as one or as two.
    private static readonly Dictionary<(string, string), string> s_joined = new()
    {
        [("i", "am")] = "im", [("he", "is")] = "hes", [("she", "is")] = "shes", [("it", "is")] = "its", [("we", "are")] = "were", [("they", "are")] = "theyre",
        [("there", "is")] = "theres", [("what", "is")] = "whats", [("where", "is")] = "wheres", [("that", "is")] = "thats", [("someone", "is")] = "someones", [("somebody", "is")] = "somebodys",
        [("i", "have")] = "ive", [("we", "have")] = "weve", [("i", "will")] = "ill", [("i", "would")] = "id",
        [("my", "self")] = "myself", [("him", "self")] = "himself", [("her", "self")] = "herself",
        [("can", "not")] = "cant", [("do", "not")] = "dont", [("does", "not")] = "doesnt", [("did", "not")] = "didnt", [("is", "not")] = "isnt",
        [("are", "not")] = "arent", [("will", "not")] = "wont", [("has", "not")] = "hasnt", [("have", "not")] = "havent",
    };

    private static readonly Dictionary<string, string[]> s_spelled = new()
    {
        ["gonna"] = ["going", "to"], ["wanna"] = ["want", "to"], ["gotta"] = ["got", "to"], ["cannot"] = ["cant"], ["ok"] = ["okay"], ["lemme"] = ["let", "me"],
    };

    /// <summary>Where each of the English words stands in <see cref="Text"/>; words that are written as one share a place.</summary>
    public IReadOnlyList<Range> Places { get; private init; } = [];

    /// <summary>As it was said, in composed letters.</summary>
    public string Text { get; private init; } = "";

    public static SpokenWords Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string composed = text.Normalize(NormalizationForm.FormC), lower = composed.ToLowerInvariant();
        List<string> words = [];
        List<Range> places = [];
        foreach (Match match in Word().Matches(lower))
        {
            string bare = Apostrophes().Replace(match.Value, "");
            Range place = match.Index..(match.Index + match.Length);
            foreach (string word in s_spelled.TryGetValue(bare, out string[]? spelled) ? spelled : [bare])
            {
                if (words.Count > 0 && s_joined.TryGetValue((words[^1], word), out string? joined))
                {
                    words[^1] = joined;
                    places[^1] = places[^1].Start..place.End;
                }
                else
                {
                    words.Add(word);
                    places.Add(place);
                }
            }
        }

        string korean = lower.Any(IsHangul) ? string.Concat(lower.Where(char.IsLetterOrDigit)) : "";
        return new SpokenWords(words, korean) { Places = places, Text = composed };
    }

    internal static bool IsHangul(char c) => c is >= '\uAC00' and <= '\uD7A3';

    [GeneratedRegex(@"[\p{L}\p{Nd}](?:['’‘`´]*[\p{L}\p{Nd}])*")]
    private static partial Regex Word();

    [GeneratedRegex(@"['’‘`´]")]
    private static partial Regex Apostrophes();
}
