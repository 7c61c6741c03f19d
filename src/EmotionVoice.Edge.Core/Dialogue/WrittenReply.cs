using System.Text;
using EmotionVoice.Edge.Core.Dialogue.Remote;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Core.Dialogue;

/// <summary>A reply as it is written: its text so far, and who wrote it. One a reply.</summary>
/// <param name="opener">How it begins, or null.</param>
public sealed class WrittenReply(string? opener)
{
    private readonly StringBuilder _text = new(opener);
    private readonly int _opener = opener?.Length ?? 0;
    private readonly List<string> _authors = [];

    public string Text => _text.ToString().Trim();

    /// <summary>The models that wrote it, in order; null where none gave its name.</summary>
    public string? Authors => _authors.Count > 0 ? string.Join(", then ", _authors) : null;

    /// <summary>Adds a piece, or takes some back.</summary>
    /// <returns>Characters that were taken back.</returns>
    public int Add(ChatResponseUpdate update)
    {
        int back = update.Contents.OfType<TakenBack>().Sum(content => content.Characters);
        _text.Length -= back;
        if (back > 0 && _text.Length == _opener)
            _authors.Clear();
        _text.Append(update.Text);
        if (update.Text.Length > 0 && update.AuthorName is { } author && !_authors.Contains(author))
            _authors.Add(author);
        return back;
    }
}
