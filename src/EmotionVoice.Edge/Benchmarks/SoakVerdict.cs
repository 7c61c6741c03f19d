using System.Globalization;
using EmotionVoice.Edge.Diagnostics;

namespace EmotionVoice.Edge.Benchmarks;

/// <summary>Whether a long run kept its promises: no growing memory, no failed turn, nothing lost. Pure.</summary>
/// <param name="BeforeBytes">Typical memory of the last turns of the warm-up.</param>
/// <param name="AfterBytes">Typical memory of the last turns of all.</param>
/// <param name="Problems">Each broken promise, as a sentence; empty when all were kept.</param>
internal sealed record SoakVerdict(long BeforeBytes, long AfterBytes, IReadOnlyList<string> Problems)
{
    /// <summary>Turns after which nothing may grow any more.</summary>
    public const int WarmUpTurns = 50;

    /// <summary>Growth that is allowed after them: buffers fit the longest utterance and reply so far.</summary>
    public const double AllowedGrowth = 0.05;

    /// <summary>Share of turns that may be asked again: a small recogniser is right to doubt a synthetic sentence now and then.</summary>
    public const double AllowedIgnored = 0.03;

    // Memory differs from turn to turn with the length of what is said; the middle of so many doesn't.
    private const int Window = 25;

    public double Growth => BeforeBytes > 0 ? ((double)AfterBytes / BeforeBytes) - 1 : 0;

    public static SoakVerdict Of(IReadOnlyList<long> residentBytes, int asked, int failed, int ignored, long droppedFrames, long droppedUtterances)
    {
        int warm = Math.Min(WarmUpTurns, residentBytes.Count / 2);
        long before = (long)Spread.Median(residentBytes.Take(warm).TakeLast(Window).Select(bytes => (double)bytes));
        long after = (long)Spread.Median(residentBytes.Skip(warm).TakeLast(Window).Select(bytes => (double)bytes));
        List<string> problems = [];
        SoakVerdict verdict = new(before, after, problems);
        if (verdict.Growth > AllowedGrowth)
            problems.Add(string.Create(CultureInfo.InvariantCulture,
                $"memory grew by {verdict.Growth:P1} after turn {warm}, from {ProcessMemory.Megabytes(before)} to {ProcessMemory.Megabytes(after)} MB"));
        if (failed > 0)
            problems.Add($"{failed} turns failed");
        if (ignored > AllowedIgnored * asked)
            problems.Add($"{ignored} turns had no words");
        // More is no fault: a long pause makes two turns of one recording.
        if (residentBytes.Count < asked)
            problems.Add($"only {residentBytes.Count} turns came of {asked} recordings");
        if (droppedFrames > 0)
            problems.Add($"{droppedFrames} frames were dropped");
        if (droppedUtterances > 0)
            problems.Add($"{droppedUtterances} utterances were dropped");
        return verdict;
    }
}
