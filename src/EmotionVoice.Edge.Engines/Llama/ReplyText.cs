using LLama;
using LLama.Native;

namespace EmotionVoice.Edge.Engines.Llama;

/// <summary>From tokens to words that may be said: whole characters, no stop sequence, no space at the beginning.</summary>
internal sealed class ReplyText(StreamingTokenDecoder decoder, StopSequenceFilter stops, bool trimStart)
{
    private bool _atStart = trimStart;

    /// <summary>Whether a stop sequence came.</summary>
    internal bool Stopped => stops.Stopped;

    /// <summary>The words that are certain after this token; often none.</summary>
    internal string Add(LLamaToken token)
    {
        decoder.Add(token);
        return Trim(stops.Push(decoder.Read()));
    }

    /// <summary>The words held back, at the end.</summary>
    internal string Flush() => Trim(stops.Flush());

    private string Trim(string text)
    {
        if (!_atStart)
            return text;
        text = text.TrimStart();
        _atStart = text.Length == 0;
        return text;
    }
}
