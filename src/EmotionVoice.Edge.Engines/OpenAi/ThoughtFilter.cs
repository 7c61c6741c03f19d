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
    private Stage _stage = Stage.Beginning;

    private enum Stage
    {
        Beginning,
        Thinking,

        /// <summary>The white space between a thought and the first word.</summary>
        Thought,
        Speaking,
    }

    /// <summary>Takes text in, gives out what is said.</summary>
    internal string Push(string text)
    {
        if (_stage == Stage.Speaking)
            return text;
        _held += text;
        if (_stage == Stage.Beginning)
        {
            string begin = _held.TrimStart();
            if (begin.Length < Open.Length && Open.StartsWith(begin, StringComparison.Ordinal))
                return "";
            _stage = begin.StartsWith(Open, StringComparison.Ordinal) ? Stage.Thinking : Stage.Speaking;
        }

        if (_stage == Stage.Thinking && _held.IndexOf(Close, StringComparison.Ordinal) is >= 0 and var end)
            (_held, _stage) = (_held[(end + Close.Length)..], Stage.Thought);
        if (_stage == Stage.Thought && _held.TrimStart() is { Length: > 0 } words)
            (_held, _stage) = (words, Stage.Speaking);
        return _stage == Stage.Speaking ? Flush() : "";
    }

    /// <summary>What was held back, when no more text comes; a thought without an end isn't said.</summary>
    internal string Flush()
    {
        string said = _stage is Stage.Thinking or Stage.Thought ? "" : _held;
        (_held, _stage) = ("", Stage.Speaking);
        return said;
    }
}
