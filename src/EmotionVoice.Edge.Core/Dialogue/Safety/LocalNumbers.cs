namespace EmotionVoice.Edge.Core.Dialogue.Safety;

/// <summary>Telephone numbers for emergencies; empty ones are not known.</summary>
/// <param name="Emergency">Ambulance and fire brigade.</param>
/// <param name="Police">The police.</param>
/// <param name="Crisis">A line for people who think of hurting themselves.</param>
internal sealed record LocalNumbers(string Emergency, string Police, string Crisis)
{
    public static LocalNumbers None { get; } = new("", "", "");

    // 112: Directive (EU) 2018/1972, article 109. Korea: 119 and 112, crisis line 109 since 2024. United States and Canada:
    // 911, lifeline 988. The others as their governments publish them; no crisis line where none is one for everybody.
    private static readonly Dictionary<string, LocalNumbers> s_countries = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AT"] = new("112", "112", "142"),
        ["AU"] = new("000", "000", "13 11 14"),
        ["BE"] = new("112", "112", ""),
        ["CA"] = new("911", "911", "988"),
        ["CH"] = new("112", "112", "143"),
        ["DE"] = new("112", "112", "116 123"),
        ["DK"] = new("112", "112", ""),
        ["ES"] = new("112", "112", "024"),
        ["FI"] = new("112", "112", ""),
        ["FR"] = new("112", "112", "3114"),
        ["GB"] = new("999", "999", "116 123"),
        ["IE"] = new("112", "112", "116 123"),
        ["IN"] = new("112", "112", "14416"),
        ["IT"] = new("112", "112", ""),
        ["JP"] = new("119", "110", ""),
        ["KR"] = new("119", "112", "109"),
        ["NL"] = new("112", "112", "113"),
        ["NZ"] = new("111", "111", "1737"),
        ["PL"] = new("112", "112", "116 123"),
        ["PT"] = new("112", "112", ""),
        ["SE"] = new("112", "112", ""),
        ["US"] = new("911", "911", "988"),
    };

    public static IEnumerable<string> Countries => s_countries.Keys.Order(StringComparer.Ordinal);

    /// <summary>Null for a country that is not known here.</summary>
    public static LocalNumbers? Of(string country) => s_countries.GetValueOrDefault(country);
}
