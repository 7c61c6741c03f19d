using System.Globalization;
using EmotionVoice.Edge.Evaluation;
using Spectre.Console;

namespace EmotionVoice.Edge.Benchmarks.Conversations;

/// <summary>The figures of conversations for people.</summary>
internal sealed class ConversationPrinter(IAnsiConsole console)
{
    private static readonly Dictionary<string, string> s_stages = new()
    {
        ["endpoint"] = "end of speech → turn decided",
        ["early"] = "work began before that",
        ["transcribe"] = "transcription",
        ["emotion"] = "emotion, beside it",
        ["firstToken"] = "turn decided → first token",
        ["firstSentence"] = "turn decided → first sentence",
        ["firstAudio"] = "turn decided → first audio",
    };

    public void Print(ConversationFigures figures)
    {
        Line($"");
        Line($"spoken: {figures.Clips}");
        if (figures.Responses is { } responses)
            PrintRuns("end of speech → first audio, from the recorded loudspeaker", responses);
        if (figures.Pauses is { } pauses)
            PrintRuns("pauses of 300 to 700 ms inside sentences", pauses);
        if (figures.Interruptions is { } interruptions)
            Print(interruptions);
        if (figures.Echo is { } echo)
            Print(echo);
    }

    private void PrintRuns(string title, IReadOnlyList<ResponseFigures> runs)
    {
        Line($"");
        Line($"{title}; p50 / p95 in ms");
        Table table = new Table().Border(TableBorder.Simple).AddColumn("");
        foreach (ResponseFigures run in runs)
            table.AddColumn(new TableColumn(run.Variant).RightAligned());
        Row("end of speech → first audio", run => Both(run.ResponseMs));
        Row("  of answers with an opener", run => run.Opened == 0 ? "–" : $"{Both(run.OpenedMs)} ({run.Opened})");
        Row("turns", run => $"{run.Turns}");
        Row("answered after the end of speech", run => $"{run.Answered}");
        Row("cut in before it", run => FormattableString.Invariant($"{run.CutIns} ({run.CutInPercent:0.#} %)"));
        Row("not understood", run => $"{run.NotUnderstood}");
        Row("mean wait until decided", run => run.MeanWaitMs is { } wait ? FormattableString.Invariant($"{wait:0}") : "–");
        foreach ((string name, string label) in s_stages)
            Row($"  {label}", run => Both(run.StagesMs.GetValueOrDefault(name)));
        Row("answers begun in vain", run => FormattableString.Invariant($"{run.DiscardedDrafts}: {run.DiscardedSeconds:0.0} s"));
        Row("processor time", run => FormattableString.Invariant($"{run.CpuSeconds:0} s"));
        Row("clock late by at most", run => FormattableString.Invariant($"{run.LatenessMs:0.0}"));
        console.Write(table);
        if (runs is [{ ResponseMs: { } first }, ..])
            foreach (ResponseFigures other in runs.Skip(1).Where(run => run.ResponseMs is not null))
                Line($"{other.Variant}: p50 is {100 * ((other.ResponseMs!.P50 / first.P50) - 1):+0;-0;0} % of {runs[0].Variant}");

        void Row(string label, Func<ResponseFigures, string> value) => table.AddRow([label, .. runs.Select(value)]);
    }

    private void Print(InterruptionFigures figures)
    {
        Line($"");
        Line($"spoken into an answer: {figures.Stopped} of {figures.Interruptions} stopped it; onset of speech → silence {Both(figures.SilentAfterMs)} ms (p50 / p95)");
        Line($"back-channels and coughs: {figures.FalselyStopped} of {figures.Others} stopped it, {figures.Paused} made it pause and go on");
        Line($"words wrong in what was played of the answers that went on: {Share(figures.WordsWrong)}; undisturbed: {Share(figures.WordsWrongUndisturbed)}");
    }

    private void Print(IReadOnlyList<EchoFigures> rooms)
    {
        Line($"");
        Line($"own voice at the microphone: {rooms.Sum(room => room.Answers)} answers, fell silent for it {rooms.Sum(room => room.FellSilent)} times, answered it {rooms.Sum(room => room.AnsweredItself)} times");
        Line($"spoken into, 6 dB over the echo: {rooms.Sum(room => room.Noticed)} of {rooms.Sum(room => room.SpokenInto)} noticed; words wrong {Share(Sum(rooms, room => room.WordsWrong))}, in silence {Share(Sum(rooms, room => room.WordsWrongInSilence))}");
        Table table = new Table().Border(TableBorder.Simple).AddColumn("Room");
        foreach (string column in new[] { "answers", "fell silent", "answered itself", "noticed", "words wrong" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (EchoFigures room in rooms)
            table.AddRow(room.Room, $"{room.Answers}", $"{room.FellSilent}", $"{room.AnsweredItself}", $"{room.Noticed} of {room.SpokenInto}", Share(room.WordsWrong));
        console.Write(table);
    }

    private static ErrorRate Sum(IReadOnlyList<EchoFigures> rooms, Func<EchoFigures, ErrorRate> of) => rooms.Select(of).Aggregate(default(ErrorRate), (sum, next) => sum + next);

    private static string Share(ErrorRate rate) => FormattableString.Invariant($"{rate.Edits} of {rate.Length} ({rate.Percent:0.0} %)");

    private static string Both(Spread? spread) => spread is null ? "–" : FormattableString.Invariant($"{spread.P50:0} / {spread.P95:0}");

    // Never broken at the width of a terminal that isn't there.
    private void Line(FormattableString text) => console.Profile.Out.Writer.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
