using System.Text.Json;
using EmotionVoice.Edge.Commands.Files;
using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Commands.Chat;

/// <summary>What <c>chat --json</c> prints for a turn.</summary>
internal sealed record ChatTurnJson(string User, string Language, string Emotion, ChatReplyJson Reply, ChatTokensJson Tokens, ChatTimingsJson TimingsMs)
{
    public static ChatTurnJson From(ChatTurn turn) => new(
        turn.User,
        turn.Language,
        turn.Emotion.Name(),
        new ChatReplyJson(turn.Reply, turn.Engine),
        new ChatTokensJson(turn.Evaluated, turn.Reused, turn.Generated),
        new ChatTimingsJson(Math.Round(turn.FirstToken.TotalMilliseconds, 2), Math.Round(turn.Total.TotalMilliseconds, 2)));

    public string Serialize() => JsonSerializer.Serialize(this, FileJsonContext.Readable.ChatTurnJson);
}

internal sealed record ChatReplyJson(string Text, string Engine);

/// <summary>Of the prompt: evaluated, reused; of the reply: generated.</summary>
internal sealed record ChatTokensJson(long? Evaluated, long? Reused, long? Generated);

internal sealed record ChatTimingsJson(double FirstToken, double Total);
