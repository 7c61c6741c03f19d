using System.Text;

namespace EmotionVoice.Edge.Core.Dialogue.Remote;

/// <summary>
/// What a second writer adds to a reply: whole sentences, and none that was said already, which small models like to begin
/// with. One instance a reply.
/// </summary>
/// <param name="said">The reply so far.</param>
/// <param name="sentences">Its sentences.</param>
internal sealed class Continuation(string said, IEnumerable<string> sentences)
{
    private readonly SentenceSplitter _splitter = new();
    private readonly HashSet<string> _said = [.. sentences.Select(Letters)];
    private bool _isApart = char.IsWhiteSpace(said[^1]);

    /// <summary>The sentences that are now complete, white space after each; often none.</summary>
    public string Push(string text)
    {
        StringBuilder fresh = new();
        foreach (string sentence in _splitter.Push(text))
            Add(sentence, fresh);
        return fresh.ToString();
    }

    /// <summary>The last one.</summary>
    public string Finish()
    {
        StringBuilder fresh = new();
        if (_splitter.Finish() is { } rest)
            Add(rest, fresh);
        return fresh.ToString();
    }

    private void Add(string sentence, StringBuilder fresh)
    {
        if (!_said.Add(Letters(sentence)))
            return;
        if (!_isApart)
            fresh.Append(' ');
        _isApart = true;
        fresh.Append(sentence).Append(' ');
    }

    private static string Letters(string sentence) => string.Concat(sentence.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
