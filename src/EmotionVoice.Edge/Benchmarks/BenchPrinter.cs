using System.Globalization;
using EmotionVoice.Edge.Benchmarks.Conversations;
using Spectre.Console;

namespace EmotionVoice.Edge.Benchmarks;

/// <summary>The figures for people.</summary>
internal sealed class BenchPrinter(IAnsiConsole console)
{
    private static readonly Dictionary<string, string> s_stages = new()
    {
        ["endpoint"] = "end of speech → turn decided",
        ["transcribe"] = "transcription",
        ["emotion"] = "emotion, beside it",
        ["firstToken"] = "turn decided → first token",
        ["firstSentence"] = "turn decided → first sentence",
        ["firstAudio"] = "turn decided → first audio",
        ["total"] = "turn decided → last audio",
        ["response"] = "end of speech → first audio",
    };

    public void Print(BenchReport report)
    {
        Line($"{report.Machine}");
        Line($"profile {report.Profile}: {string.Join(", ", report.Models)}");
        if (report.Turns is { } turns)
            Print(turns);
        if (report.Idle is { } idle)
            Print(idle);
        if (report.Soak is { } soak)
            Print(soak);
        if (report.Conversation is { } conversation)
            new ConversationPrinter(console).Print(conversation);
    }

    private void Print(TurnFigures turns)
    {
        Line($"");
        Line($"{turns.Answered} turns answered, {turns.Ignored} without words, {turns.Failed} failed, {turns.DroppedFrames} frames and {turns.DroppedUtterances} utterances dropped ({turns.Clips})");
        Table stages = new Table().Border(TableBorder.Simple).AddColumn("Stage, ms").AddColumn(new TableColumn("p50").RightAligned()).AddColumn(new TableColumn("p95").RightAligned());
        foreach ((string name, Spread spread) in turns.StagesMs)
            stages.AddRow(s_stages[name], Number(spread.P50, "F0"), Number(spread.P95, "F0"));
        if (turns.StagesMs.Count > 0)
            console.Write(stages);
        if (turns.FirstAudioShare is { } share && turns.FirstAudioShareOfReply is { } reply)
            Line($"replies of three sentences: first audio after {share.P50:P0} of the turn, after {reply.P50:P0} of reply and synthesis");
        Line($"real-time factors: {string.Join(", ", turns.RealTimeFactors.Select(factor => $"{factor.Key} {Number(factor.Value, "0.####")}"))}");
        if (turns.TokensPerSecond is { } tokens)
            Line($"reply model: {tokens:F1} tokens/s");
        Line($"memory: {turns.ResidentMb:F0} MB resident ({turns.ManagedMb:F0} of them managed), {turns.PeakMb:F0} MB at most");
    }

    private void Print(IdleFigures idle)
    {
        Line($"");
        Line($"listening to silence for {idle.Seconds:F0} s: {idle.CpuPercentOfOneCore:F1} % of one core, {idle.AllocatedBytesAFrame} bytes allocated a frame, {idle.Collections} collections");
        Line($"memory: {idle.ResidentMb:F0} MB resident, {idle.PeakMb:F0} MB at most");
    }

    private void Print(SoakFigures soak)
    {
        Line($"");
        Line($"memory after the first {SoakVerdict.WarmUpTurns} turns {soak.BeforeMb:F1} MB, at the end {soak.AfterMb:F1} MB: {soak.GrowthPercent:+0.0;-0.0;0.0} %");
        foreach (string problem in soak.Problems)
            Line($"✗ {problem}");
        if (soak.Problems.Count == 0)
            Line($"✓ no growth beyond {SoakVerdict.AllowedGrowth:P0}, no failed turn, nothing dropped");
    }

    // Never broken at the width of a terminal that isn't there.
    private void Line(FormattableString text) => console.Profile.Out.Writer.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
