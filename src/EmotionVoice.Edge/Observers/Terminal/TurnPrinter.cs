using System.Globalization;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Turns;
using Spectre.Console;

namespace EmotionVoice.Edge.Observers.Terminal;

/// <summary>Draws each turn for people: words, emotion, reply, timings.</summary>
internal sealed class TurnPrinter(IAnsiConsole console) : IConversationObserver
{
    public TurnPrinter() : this(AnsiConsole.Console)
    {
    }

    public string Name => "terminal";

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        await foreach (ConversationEvent happened in events)
        {
            switch (happened)
            {
                case TurnCompleted completed:
                    Print(completed.Turn, completed.Report);
                    break;
                case TurnIgnored ignored:
                    console.MarkupLineInterpolated($"[grey]Turn {ignored.Turn}: nothing was said ({ignored.Reason}).[/]");
                    break;
                case TurnFailed failed:
                    console.MarkupLineInterpolated($"[red]Turn {failed.Turn} failed:[/] {failed.Error}");
                    break;
            }
        }
    }

    private void Print(int turn, TurnReport report)
    {
        Understood heard = report.Heard;
        FusedEmotion emotion = heard.Emotion;
        string second = emotion.Second is { } label ? $" and {label.Name()}" : "";
        console.MarkupLineInterpolated($"[bold]Turn {turn}[/]  [cyan]“{heard.Transcript.Text}”[/] [grey]({heard.Transcript.Language}, {heard.Transcript.Confidence:P0} sure)[/]");
        console.MarkupLineInterpolated($"  [bold]{emotion.Label.Name()}{second}[/] {emotion.Confidence:P0}   valence {emotion.Valence:+0.00;-0.00}   arousal {emotion.Arousal:+0.00;-0.00}");
        for (int i = 0; i < EmotionLabels.Count; i++)
        {
            float score = emotion.Scores.Values[i];
            string bar = new('█', (int)Math.Round(score * 30));
            console.MarkupLineInterpolated($"  {EmotionLabels.Names[i],-10} [{Colour((EmotionLabel)i)}]{bar}[/] {score.ToString("P0", CultureInfo.InvariantCulture)}");
        }

        if (report.Reply is { } reply)
            console.MarkupLineInterpolated($"  [green]“{reply.Text}”[/] [grey]({reply.Engine}, rate {reply.Prosody.Rate:0.00}, pitch {reply.Prosody.Pitch:0.00})[/]");
        TurnTimings t = report.Timings;
        console.MarkupLineInterpolated(
            $"  [grey]ms: speech {Ms(t.Speech)}, endpoint {Ms(t.Endpoint)}, transcribe {Ms(t.Transcribe)}, emotion {Ms(t.Emotion)}, first token {Ms(t.FirstToken)}, first sentence {Ms(t.FirstSentence)}, first audio {Ms(t.FirstAudio)}, total {Ms(t.Total)}[/]");
    }

    private static int Ms(TimeSpan time) => (int)Math.Round(time.TotalMilliseconds);

    private static string Colour(EmotionLabel label) => label switch
    {
        EmotionLabel.Angry => "red",
        EmotionLabel.Disgusted => "olive",
        EmotionLabel.Fearful => "purple",
        EmotionLabel.Happy => "yellow",
        EmotionLabel.Sad => "blue",
        EmotionLabel.Surprised => "aqua",
        _ => "silver",
    };
}
