using System.Text.Json;

namespace EmotionVoice.Edge.Core.Dialogue.Requests;

/// <summary>What somebody wants with a turn.</summary>
public enum RequestKind
{
    /// <summary>To talk.</summary>
    Conversation,

    /// <summary>Hello, thanks, good-bye.</summary>
    Greeting,

    /// <summary>To know something.</summary>
    Question,

    /// <summary>Something is wrong and ought to be put right.</summary>
    Complaint,

    /// <summary>To have something: a coffee, a room.</summary>
    Order,

    /// <summary>To know how far something of theirs is.</summary>
    StatusQuestion,

    /// <summary>The device is to do something.</summary>
    Command,

    /// <summary>Help, at once.</summary>
    Emergency,
}

public static class RequestKinds
{
    /// <summary>As in files and messages: <c>status_question</c>.</summary>
    public static string Name(this RequestKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    /// <summary>Whether a feeling comes first in the answer; who only wants to know the time wants the time.</summary>
    public static bool BearsOpener(this RequestKind kind) => kind is RequestKind.Conversation or RequestKind.Complaint or RequestKind.Greeting;
}
