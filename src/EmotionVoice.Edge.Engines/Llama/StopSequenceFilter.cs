using System.Text;

namespace EmotionVoice.Edge.Engines.Llama;

/// <summary>
/// Passes text on until a stop sequence, of which not a character gets through: an end that could be the beginning of
/// one is held back until it is known.
/// </summary>
internal sealed class StopSequenceFilter(IReadOnlyCollection<string> stops)
{
    private readonly StringBuilder _pending = new();

    /// <summary>Whether a stop sequence came.</summary>
    internal bool Stopped { get; private set; }

    /// <summary>Takes text in, gives out what is safe to say.</summary>
    internal string Push(string text)
    {
        if (Stopped)
            return "";
        string pending = _pending.Append(text).ToString();
        _pending.Clear();

        int stop = FirstStop(pending);
        if (stop >= 0)
        {
            Stopped = true;
            return pending[..stop];
        }

        int held = HeldBack(pending);
        _pending.Append(pending, pending.Length - held, held);
        return pending[..^held];
    }

    /// <summary>What was held back, when no more text comes.</summary>
    internal string Flush()
    {
        string rest = _pending.ToString();
        _pending.Clear();
        return rest;
    }

    private int FirstStop(string text)
    {
        int first = -1;
        foreach (string stop in stops)
        {
            int index = text.IndexOf(stop, StringComparison.Ordinal);
            if (index >= 0 && (first < 0 || index < first))
                first = index;
        }

        return first;
    }

    private int HeldBack(string text)
    {
        int longest = 0;
        foreach (string stop in stops)
        {
            for (int length = Math.Min(stop.Length - 1, text.Length); length > longest; length--)
            {
                if (text.EndsWith(stop[..length], StringComparison.Ordinal))
                    longest = length;
            }
        }

        return longest;
    }
}
