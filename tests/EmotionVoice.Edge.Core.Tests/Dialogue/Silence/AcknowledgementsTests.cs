using EmotionVoice.Edge.Core.Dialogue.Silence;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Silence;

public sealed class AcknowledgementsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ASlowAnswerIsAcknowledgedOnceAndTheHistoryDoesNotHoldIt()
    {
        TaskCompletionSource write = new();
        TurnBench bench = new() { Chat = new FakeChatClient("Hi. How are you?") { BeforeToken = (_, token) => write.Task.WaitAsync(token) } };
        await bench.Acknowledgements.PrepareAsync(["en"], Token);
        int prepared = bench.Voice.Requests.Count;

        Task<TurnReport?> turn = bench.Turns.RunAsync(Some.Utterance(), Token);
        await WaitAsync(() => bench.Clock.PendingTimers == 2); // the time limit of the reply, and the acknowledgement
        bench.Clock.Advance(TimeSpan.FromMilliseconds(899));
        Assert.Empty(bench.Speaker.Samples);
        bench.Clock.Advance(TimeSpan.FromMilliseconds(1));
        // One hundredth of a second a character, and the pause after it.
        int[] lengths = [.. SilencePhrases.Acknowledgements(Tone.Gentle, "en").Select(text => text.Length * 22_050 / 100 + (int)(0.15 * 22_050))];
        await WaitAsync(() => lengths.Contains(bench.Speaker.Samples.Count));
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        int acknowledged = bench.Speaker.Samples.Count;
        write.SetResult();
        TurnReport? report = await turn;

        Assert.Equal("Hi. How are you?", report!.Reply!.Text);
        Assert.Equal("Hi. How are you?", Assert.Single(bench.Conversation.Exchanges).Reply);
        Assert.Equal(TimeSpan.FromSeconds(5.9), report.Reply.FirstAudio);
        Assert.Equal(["Hi.", "How are you?"], bench.Voice.Requests.Skip(prepared).Select(request => request.Text));
        Assert.Contains(acknowledged, lengths);
    }

    [Fact]
    public async Task AnAnswerThatIsThereComesAlone()
    {
        TurnBench plain = new(), bench = new();
        await bench.Acknowledgements.PrepareAsync(["en"], Token);

        await plain.Turns.RunAsync(Some.Utterance(), Token);
        await bench.Turns.RunAsync(Some.Utterance(), Token);
        bench.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(plain.Speaker.Samples.Count, bench.Speaker.Samples.Count);
    }

    [Fact]
    public async Task TheSameOneIsNotPlayedTwiceInARow()
    {
        TurnBench bench = new();
        await bench.Acknowledgements.PrepareAsync(["ko"], Token);
        List<int> lengths = [];
        for (int turn = 0; turn < 3; turn++)
        {
            int before = bench.Speaker.Samples.Count;
            Task playing = bench.Acknowledgements.PlayUnlessAsync(new TaskCompletionSource().Task, EmotionLabel.Sad, "ko", bench.Clock.GetTimestamp(), Token);
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
            await playing;
            lengths.Add(bench.Speaker.Samples.Count - before);
        }

        Assert.Equal(SilencePhrases.Acknowledgements(Tone.Gentle, "ko").Select(text => text.Length), lengths.Select(length => (int)Math.Round((length / 22_050.0 - 0.15) * 100)));
    }

    [Fact]
    public async Task AVoiceThatFailsAtWarmUpOnlyMeansSilence()
    {
        TurnBench bench = new();
        bench.Voice.Failure = _ => new InvalidOperationException("voice broke");
        await bench.Acknowledgements.PrepareAsync(["en"], Token);

        await bench.Acknowledgements.PlayUnlessAsync(new TaskCompletionSource().Task, EmotionLabel.Sad, "en", 0, Token);

        Assert.Empty(bench.Speaker.Samples);
    }

    private static async Task WaitAsync(Func<bool> until)
    {
        while (!until())
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
