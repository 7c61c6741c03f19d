namespace EmotionVoice.Edge.Engines.OpenAi;

/// <summary>
/// Leaves out what a model thinks aloud before it replies: <c>&lt;think&gt;…&lt;/think&gt;</c>, which servers without a parser
/// for their model send as words. One instance a reply.
/// </summary>
internal sealed class ThoughtFilter
{
    private const string Open = "<think>";
    private const string Close = "</think>";

    private string _held = "";
    private bool _thinking;
    private bool _done;

    /// <summary>Takes text in, gives out what is said.</summary>
    internal string Push(string text)
    {
        if (_done)
            return text;
        _held += text;
        string begin = _held.TrimStart();
        if (!_thinking && begin.Length < Open.Length && Open.StartsWith(begin, StringComparison.Ordinal))
            return "";
        _thinking |= begin.StartsWith(Open, StringComparison.Ordinal);
        if (!_thinking)
            return Flush();
        int end = _held.IndexOf(Close, StringComparison.Ordinal);
        if (end < 0)
            return "";
        _held = _held[(end + Close.Length)..].TrimStart();
        _thinking = false;
        return Flush();
    }

    /// <summary>What was held back, when no more text comes; a thought without an end isn't said.</summary>
    internal string Flush()
    {
        (string said, _held, _done) = (_thinking ? "" : _held, "", true);
        return said;
    }
}
