using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Observers.Terminal;

namespace EmotionVoice.Edge.Tests.Observers.Terminal;

public sealed class PlainTurnsTests
{
    [Fact]
    public async Task A_turn_is_four_whole_lines_without_colour()
    {
        string reply = string.Join(' ', Enumerable.Repeat("A long reply.", 40));
        string[] lines = await LinesAsync(new TurnCompleted(3, SomeTurns.Report(reply: reply)));
        Assert.Equal(
        [
            $"Turn 3: “{SomeTurns.English}” (en, 93 % sure)",
            "  feeling: sad and fearful 64 % (voice sad 80 %, words neutral 55 %, valence -0.41, arousal -0.33)",
            $"  reply: “{reply}” (scripted replies, rate 0.88, pitch 0.93)",
            "  ms: speech 1980, endpoint 500, transcribe 320, emotion 140, first token 90, first sentence 300, first audio 420, total 900, response 0",
        ], lines);
        Assert.DoesNotContain('\e', string.Concat(lines));
    }

    [Fact]
    public async Task Korean_words_and_line_breaks_stay_in_their_line()
    {
        string[] lines = await LinesAsync(new TurnCompleted(1, SomeTurns.Report(SomeTurns.Korean, reply: "괜찮아요.\n힘내세요.")));
        Assert.Contains(SomeTurns.Korean, lines[0], StringComparison.Ordinal);
        Assert.Contains("“괜찮아요. 힘내세요.”", lines[2], StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public async Task Silence_and_failure_are_said() => Assert.Equal(
        ["Turn 1: nothing was said (TooQuiet).", "Turn 2 failed: The model is gone."],
        await LinesAsync(new StateChanged(ConversationState.Listening), new TurnIgnored(1, TranscriptRejection.TooQuiet), new TurnFailed(2, "The model is gone.")));

    private static async Task<string[]> LinesAsync(params ConversationEvent[] events)
    {
        StringWriter output = new();
        await new PlainTurns(output).ObserveAsync(events.ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
