using System.Globalization;
using EmotionVoice.Edge.Commands.Files;
using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Commands.Chat;

/// <summary>What a typed conversation looks like: words as they come for people, whole turns for programs.</summary>
internal sealed class ChatOutput(TextWriter output, TextWriter error, bool json, bool timings, bool interactive)
{
    public async Task PromptAsync()
    {
        if (!interactive)
            return;
        await output.WriteAsync("> ");
        await output.FlushAsync();
    }

    public async Task PieceAsync(string text)
    {
        if (json)
            return;
        await output.WriteAsync(text);
        await output.FlushAsync();
    }

    public async Task TurnAsync(ChatTurn turn)
    {
        if (json)
        {
            await output.WriteLineAsync(ChatTurnJson.From(turn).Serialize());
            return;
        }

        await output.WriteLineAsync();
        if (timings)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"  [{turn.Emotion.Name()}; first token {turn.FirstToken.TotalMilliseconds:0.0} ms, reply {turn.Total.TotalMilliseconds:0} ms; {turn.Evaluated ?? 0} tokens evaluated, {turn.Reused ?? 0} reused, {turn.Generated ?? 0} generated]"));
    }

    /// <summary>Not part of the conversation.</summary>
    public Task NoteAsync(string text) => error.WriteLineAsync(text);
}
