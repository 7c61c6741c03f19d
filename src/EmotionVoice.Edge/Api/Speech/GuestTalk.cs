using EmotionVoice.Edge.Api.Work;
using Microsoft.AspNetCore.Http;

namespace EmotionVoice.Edge.Api.Speech;

/// <summary>Turns of guests in their conversations, one after the other with all others that use the engines. Any thread.</summary>
internal sealed class GuestTalk(EngineQueue queue, GuestTurn turns, Guests guests)
{
    private const int LongestPersona = 4_000;
    private const int LongestId = 64;

    /// <summary>What a client calls its conversation; a new name when it gives none.</summary>
    /// <exception cref="ProblemException">It is no name, or the persona is too long.</exception>
    public static string Conversation(string id, string persona)
    {
        if (persona.Length > LongestPersona)
            throw Bad($"persona has at most {LongestPersona} characters.");
        if (id.Length > LongestId || id.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')))
            throw Bad($"conversation has at most {LongestId} letters, digits, -, _ and full stops.");
        return id.Length > 0 ? id : Guid.NewGuid().ToString("N");
    }

    /// <returns>Null when the turn failed; the log says why.</returns>
    /// <exception cref="ProblemException">Too many wait for the engines.</exception>
    public async Task<GuestAnswered?> AnswerAsync(GuestSaid said, string who, string id, CancellationToken cancellationToken)
    {
        using EngineQueue.Slot slot = await queue.EnterAsync(who, cancellationToken);
        // Read now: another turn of the same conversation may have come before.
        GuestAnswered? answered = await slot.RunAsync(token => turns.RunAsync(said with { History = guests.History(who, id) }, token), cancellationToken);
        if (answered is not null)
            guests.Keep(who, id, answered.History);
        return answered;
    }

    private static ProblemException Bad(string detail) => new(StatusCodes.Status400BadRequest, "bad_request", detail);
}
