using EmotionVoice.Edge.Core.Transcription;
using Whisper.net;

namespace EmotionVoice.Edge.Engines.Whisper;

/// <summary>Tokens become words: a token that begins with a space begins one. The engine's special tokens stand in brackets.</summary>
internal sealed class WhisperWords
{
    private readonly List<TimedWord> _words = [];

    public void Add(IEnumerable<WhisperToken> tokens)
    {
        foreach (WhisperToken token in tokens)
        {
            if (token.Text is not { Length: > 0 } text || text.StartsWith("[_", StringComparison.Ordinal) || text.StartsWith("<|", StringComparison.Ordinal))
                continue;
            // Hundredths of a second.
            TimeSpan start = TimeSpan.FromMilliseconds(10 * token.Start), end = TimeSpan.FromMilliseconds(10 * token.End);
            // A syllable that is split between tokens comes as the replacement character.
            bool begins = text[0] == ' ' && text.Any(c => char.IsLetterOrDigit(c) || c == '\uFFFD');
            if (_words.Count == 0 || begins)
                _words.Add(new TimedWord(text.Trim(), start, end));
            else
                _words[^1] = _words[^1] with { Text = _words[^1].Text + text, End = end };
        }
    }

    /// <summary>As many words as the text has between its spaces.</summary>
    public IReadOnlyList<TimedWord> Finish() => [.. _words.Select(word => word with { Text = word.Text.Trim() }).Where(word => word.Text.Length > 0)];
}
