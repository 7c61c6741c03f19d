using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Commands.Chat;

/// <summary>Reads lines and answers them until /quit or the end of the input.</summary>
internal sealed class ChatLoop(TypedConversation conversation, ChatOutput output)
{
    private const string Automatic = "auto";

    public async Task RunAsync(TextReader input, CancellationToken cancellationToken)
    {
        await conversation.PrepareAsync(null, cancellationToken);
        await output.PromptAsync();
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            line = line.Trim();
            if (line == "/quit")
                return;
            if (line.StartsWith('/'))
                await CommandAsync(line);
            else if (line.Length > 0)
                await AnswerAsync(line, cancellationToken);
            await output.PromptAsync();
        }
    }

    private async Task AnswerAsync(string line, CancellationToken cancellationToken)
    {
        await foreach (string piece in conversation.AnswerAsync(line, cancellationToken))
            await output.PieceAsync(piece);
        await output.TurnAsync(conversation.Last!);
        await conversation.PrepareAsync(conversation.Last!.Language, cancellationToken);
    }

    private async Task CommandAsync(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case ["/forget"]:
                conversation.Forget();
                await output.NoteAsync("Forgotten.");
                break;
            case ["/emotion", Automatic]:
                conversation.Emotion = null;
                await output.NoteAsync("The words say the feeling.");
                break;
            case ["/emotion", var name] when EmotionLabels.TryParse(name, out EmotionLabel label) && !char.IsAsciiDigit(name[0]):
                conversation.Emotion = label;
                await output.NoteAsync($"You sound {label.Name()}.");
                break;
            case ["/emotion", ..]:
                await output.NoteAsync($"A feeling is one of {string.Join(", ", EmotionLabels.Names)}, or {Automatic}.");
                break;
            default:
                await output.NoteAsync("There are /emotion <feeling>, /forget and /quit.");
                break;
        }
    }
}
