namespace EmotionVoice.Edge.Core.Dialogue;

/// <summary>What of a reply is spoken: at most so many sentences, and none that asks a driver to look. Pure; one a reply.</summary>
public sealed class ReplyGuard(DialogueOptions options)
{
    private readonly List<string> _said = [];
    private int _complete;

    /// <summary>Nothing more is spoken of this reply.</summary>
    public bool IsFull => options.MaxSentences > 0 && _complete >= options.MaxSentences;

    /// <summary>Whether the reply had more than what is spoken.</summary>
    public bool HasLeftOut { get; private set; }

    /// <summary>What is spoken, as one text.</summary>
    public string Said => string.Join(' ', _said);

    /// <summary>Whether this sentence is spoken; it counts when it is.</summary>
    /// <param name="sentence">A sentence, or a part of a long one.</param>
    public bool Admit(string sentence)
    {
        if (IsFull || (options.EyesFree && EyesFree.AsksToLook(sentence)))
        {
            HasLeftOut = true;
            return false;
        }

        _said.Add(sentence);
        // A long sentence comes in parts; it is one all the same.
        if (sentence.TrimEnd('"', '\'', ')', '”', '’') is [.., '.' or '!' or '?' or '…' or '。' or '！' or '？'])
            _complete++;
        return true;
    }
}
