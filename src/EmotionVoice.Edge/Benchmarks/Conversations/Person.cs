using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Devices.Simulated;

namespace EmotionVoice.Edge.Benchmarks.Conversations;

/// <summary>Something that was said in the room; positions count the room's samples.</summary>
/// <param name="Clip">What was said.</param>
/// <param name="SpeechStart">Where speech began.</param>
/// <param name="SpeechEnd">Where it ended.</param>
internal sealed record Said(SpokenClip Clip, long SpeechStart, long SpeechEnd);

/// <summary>Speaks in the room, waits for answers, and interrupts them.</summary>
internal sealed class Person(SimulatedRoom room, ConversationLog log, TurnLoop turns, TimeProvider clock, CancellationToken cancellationToken)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);
    private static readonly long s_lead = Samples(0.2);      // what is to be said is laid ready before its time
    private static readonly long s_settle = Samples(1.2);    // after the end of speech a turn may still be undecided
    private static readonly long s_quiet = Samples(0.7);     // longer than the gap between two sentences
    private static readonly long s_hope = Samples(6);        // then there will be no answer any more
    private static readonly long s_patience = Samples(60);

    /// <summary>Speaks, soon or at a position.</summary>
    /// <param name="clip">What.</param>
    /// <param name="speechAt">Where its speech begins; null: in 0.2 s.</param>
    public Said Say(SpokenClip clip, long? speechAt = null)
    {
        long at = speechAt is { } speech ? speech - clip.SpeechStart : room.Now + s_lead;
        room.Say(clip.Samples, at);
        return new Said(clip, at + clip.SpeechStart, at + clip.SpeechEnd);
    }

    /// <summary>Says something and hears the whole answer out.</summary>
    public async Task<Said> AskAsync(SpokenClip clip)
    {
        Said said = Say(clip);
        await HearOutAsync(said);
        return said;
    }

    /// <summary>Waits until nothing more comes of what was said.</summary>
    public Task HearOutAsync(Said said) => UntilAsync(() => IsOver(said), said.SpeechEnd + s_patience);

    /// <summary>Waits for the first sound of an answer.</summary>
    /// <returns>Its position; null when there is none.</returns>
    public async Task<long?> AnswerBeginsAsync(Said said)
    {
        await UntilAsync(() => room.Played.FirstAudible(said.SpeechEnd) is not null, said.SpeechEnd + s_hope);
        return room.Played.FirstAudible(said.SpeechEnd);
    }

    public Task ReachAsync(long position) => UntilAsync(() => room.Now >= position, position);

    public static long Samples(double seconds) => (long)(seconds * AudioFormat.SampleRateHz);

    private bool IsOver(Said said)
    {
        long since = room.Now - said.SpeechEnd;
        return since > s_settle && !turns.Activity.IsBusy && !turns.Activity.IsAudible && !log.IsHearing
            && room.Now - (room.Played.LastAudible(said.SpeechStart) ?? 0) > s_quiet
            && (log.TurnsSince(said.SpeechStart) > 0 || since > s_hope);
    }

    private async Task UntilAsync(Func<bool> done, long atTheLatest)
    {
        while (!done() && room.Now < atTheLatest)
            await Task.Delay(s_look, clock, cancellationToken);
    }
}
