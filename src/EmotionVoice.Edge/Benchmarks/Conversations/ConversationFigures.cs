using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Evaluation;

namespace EmotionVoice.Edge.Benchmarks.Conversations;

/// <summary>All that <c>bench conversation</c> measured. What was not is null.</summary>
/// <param name="Clips">What was said.</param>
internal sealed record ConversationFigures(string Clips)
{
    public IReadOnlyList<ResponseFigures>? Responses { get; init; }

    public IReadOnlyList<ResponseFigures>? Pauses { get; init; }

    public InterruptionFigures? Interruptions { get; init; }

    public IReadOnlyList<EchoFigures>? Echo { get; init; }

    /// <summary>Whether anything was answered at all.</summary>
    public bool AnythingAnswered => (Responses ?? []).Concat(Pauses ?? []).Any(run => run.Answered > 0) || Interruptions is { Stopped: > 0 } || (Echo ?? []).Any(room => room.Answers > 0);
}

/// <summary>How soon answers came, and whether too soon.</summary>
/// <param name="Variant">What was different from other runs.</param>
/// <param name="Turns">How often something was said.</param>
/// <param name="Answered">To how many of them the words were found and an answer was heard, after the person had finished.</param>
/// <param name="CutIns">How often something was heard before the person had finished.</param>
/// <param name="NotUnderstood">How often no words were found.</param>
/// <param name="ResponseMs">End of speech to first audio, of the answered.</param>
/// <param name="OpenedMs">The same of answers that began with an opener.</param>
/// <param name="Opened">How many did.</param>
/// <param name="MeanWaitMs">End of speech, as the detector hears it, to the decision that the turn is over; mean over the answered.</param>
/// <param name="StagesMs">Where the time went, by the program's own account: p50 and p95.</param>
/// <param name="DiscardedDrafts">Answers that were begun in vain.</param>
/// <param name="DiscardedSeconds">Time for which engines worked on them.</param>
/// <param name="CpuSeconds">Processor time of the whole run.</param>
/// <param name="LatenessMs">By so much a time can be measured too short: the room's clock was late.</param>
internal sealed record ResponseFigures(
    string Variant, int Turns, int Answered, int CutIns, int NotUnderstood, Spread? ResponseMs, Spread? OpenedMs, int Opened, double? MeanWaitMs,
    IReadOnlyDictionary<string, Spread> StagesMs, int DiscardedDrafts, double DiscardedSeconds, double CpuSeconds, double LatenessMs)
{
    public double CutInPercent => Turns == 0 ? 0 : Math.Round(100.0 * CutIns / Turns, 1);

    public static ResponseFigures Of(string variant, IReadOnlyList<AnsweredTurn> turns, int discardedDrafts, TimeSpan discarded, TimeSpan cpu, TimeSpan lateness)
    {
        AnsweredTurn[] answered = [.. turns.Where(turn => turn.Response is not null)];
        AnsweredTurn[] opened = [.. answered.Where(turn => turn.Opened)];
        TurnTimings[] timings = [.. answered.Select(turn => turn.Timings!)];
        return new ResponseFigures(
            variant, turns.Count, answered.Length, turns.Count(turn => turn.CutIn), turns.Count(turn => !turn.Understood),
            Milliseconds(answered), Milliseconds(opened), opened.Length,
            timings.Length == 0 ? null : Math.Round(timings.Average(t => t.Endpoint.TotalMilliseconds)),
            Stages(timings), discardedDrafts, Math.Round(discarded.TotalSeconds, 1), Math.Round(cpu.TotalSeconds, 1), Math.Round(lateness.TotalMilliseconds, 1));
    }

    private static Spread? Milliseconds(IEnumerable<AnsweredTurn> turns) => Spread.Of(turns.Select(turn => turn.Response!.Value.TotalMilliseconds));

    private static Dictionary<string, Spread> Stages(TurnTimings[] turns)
    {
        (string Name, Func<TurnTimings, TimeSpan> Of)[] stages =
        [
            ("endpoint", t => t.Endpoint), ("early", t => t.Early), ("transcribe", t => t.Transcribe), ("emotion", t => t.Emotion),
            ("firstToken", t => t.FirstToken), ("firstSentence", t => t.FirstSentence), ("firstAudio", t => t.FirstAudio),
        ];
        return turns.Length == 0 ? [] : stages.ToDictionary(stage => stage.Name, stage => Spread.Of(turns.Select(t => stage.Of(t).TotalMilliseconds))!);
    }
}

/// <summary>What speech and other sounds into an answer did to it.</summary>
/// <param name="Interruptions">Sentences spoken into an answer.</param>
/// <param name="Stopped">How many ended it.</param>
/// <param name="SilentAfterMs">Onset of the interrupting speech to silence, of those that did.</param>
/// <param name="EachSilentAfterMs">The same of each sentence, with its name; null where it didn't.</param>
/// <param name="Others">Back-channels and coughs into an answer.</param>
/// <param name="FalselyStopped">How many ended it.</param>
/// <param name="StoppedBy">Which.</param>
/// <param name="Paused">How many made it fall silent and go on.</param>
/// <param name="WordsWrong">In transcripts of what was played of the answers that went on: words lost, doubled or misheard.</param>
/// <param name="WordsWrongUndisturbed">The same where nobody spoke into them: the recogniser's own errors.</param>
internal sealed record InterruptionFigures(
    int Interruptions, int Stopped, Spread? SilentAfterMs, IReadOnlyList<SilentAfter> EachSilentAfterMs, int Others, int FalselyStopped, IReadOnlyList<string> StoppedBy, int Paused,
    ErrorRate WordsWrong, ErrorRate WordsWrongUndisturbed);

/// <param name="Clip">What was spoken into an answer.</param>
/// <param name="Ms">From its onset to silence; null when it didn't end the answer.</param>
internal sealed record SilentAfter(string Clip, double? Ms);

/// <summary>What the device did with its own voice in one room.</summary>
/// <param name="Room">Level, delay and walls.</param>
/// <param name="Answers">How many were heard out in silence.</param>
/// <param name="FellSilent">How often it fell silent for its own voice, or ended its answer.</param>
/// <param name="AnsweredItself">Turns that nobody had spoken.</param>
/// <param name="SpokenInto">Sentences spoken into an answer, 6 dB above the echo.</param>
/// <param name="Noticed">How many of them ended it.</param>
/// <param name="WordsWrong">In their transcripts.</param>
/// <param name="WordsWrongInSilence">In transcripts of the same sentences where the device was silent.</param>
internal sealed record EchoFigures(
    string Room, int Answers, int FellSilent, int AnsweredItself, int SpokenInto, int Noticed, ErrorRate WordsWrong, ErrorRate WordsWrongInSilence);
