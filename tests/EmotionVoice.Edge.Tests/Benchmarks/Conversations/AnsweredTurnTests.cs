using EmotionVoice.Edge.Benchmarks.Conversations;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Devices.Simulated;

namespace EmotionVoice.Edge.Tests.Benchmarks.Conversations;

public sealed class AnsweredTurnTests
{
    private const int Second = 16_000;

    [Fact]
    public async Task AnAnswerIsTimedFromTheEndOfSpeechToTheFirstSoundPlayed()
    {
        AnsweredTurn turn = AnsweredTurn.Of(Speech(1, 3), 9 * Second, Played((3.6, 5)), await LogAsync(Completed(3.3)), "en");

        Assert.Equal(600, turn.Response!.Value.TotalMilliseconds, 1);
        Assert.False(turn.CutIn);
        Assert.False(turn.Opened);
    }

    [Fact]
    public async Task SoundBeforeTheEndOfSpeechIsACutInAndNoQuickAnswer()
    {
        AnsweredTurn turn = AnsweredTurn.Of(Speech(1, 3), 9 * Second, Played((2.5, 5)), await LogAsync(Completed(2.4)), "en");

        Assert.True(turn.CutIn);
        Assert.Null(turn.Response);
    }

    [Fact]
    public async Task WhatBelongsToTheNextTurnIsNoAnswer()
    {
        AnsweredTurn turn = AnsweredTurn.Of(Speech(1, 3), 6 * Second, Played((6.5, 8)), await LogAsync(Completed(6.3)), "en");

        Assert.Null(turn.FirstAudio);
        Assert.False(turn.Understood);
    }

    [Fact]
    public async Task AnOpenerIsKnownByItsWords()
    {
        ConversationLog log = await LogAsync((3.4, new ReplySentence(1, "That's wonderful!")), Completed(5));

        Assert.True(AnsweredTurn.Of(Speech(1, 3), 9 * Second, Played((3.5, 5)), log, "en").Opened);
        Assert.False(AnsweredTurn.Of(Speech(1, 3), 9 * Second, Played((3.5, 5)), log, openersIn: null).Opened);
    }

    [Fact]
    public void FiguresLeaveOutWhatCutInOrWasNotUnderstood()
    {
        Said said = Speech(1, 3);
        AnsweredTurn Turn(double response, bool cutIn = false, bool understood = true) =>
            new(said, (long)(Second * (3 + response)), cutIn, understood, Opened: false, Timings);

        ResponseFigures figures = ResponseFigures.Of(
            "as set", [Turn(0.4), Turn(0.6), Turn(0.1, cutIn: true), Turn(5, understood: false)], 2, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(9), TimeSpan.Zero);

        Assert.Equal((4, 2, 1, 1), (figures.Turns, figures.Answered, figures.CutIns, figures.NotUnderstood));
        Assert.Equal(500, figures.ResponseMs!.P50, 1);
        Assert.Equal(25, figures.CutInPercent);
        Assert.Equal(300, figures.MeanWaitMs);
        Assert.Null(figures.OpenedMs);
    }

    private static TurnTimings Timings => new(TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(300), default, default, default, default, default, default);

    private static (double, ConversationEvent) Completed(double at) => (at, new TurnCompleted(1, new TurnReport(
        new Understood(Transcript.None("en") with { Text = "hello" }, TranscriptRejection.None, null, null, FusedEmotion.Unknown, new AcousticFeatures(0, 0, 0, 0, 0, [], 0, 0, 0, 0), default, default),
        new SpokenReply("Hello.", "fake", Prosody.Plain, default, default, default, default), Timings)));

    private static Said Speech(double from, double to) =>
        new(SpokenClip.Of("clip", new float[(int)((to - from) * Second)], "hello"), (long)(from * Second), (long)(to * Second));

    private static RecordedSound Played(params (double From, double To)[] sounds)
    {
        RecordedSound played = new();
        for (int block = 0; block < 1_000; block++)
            played.Add([.. Enumerable.Repeat(sounds.Any(sound => block >= sound.From * 100 - 1e-6 && block < sound.To * 100) ? 0.1f : 0, RecordedSound.BlockSamples)]);
        return played;
    }

    private static async Task<ConversationLog> LogAsync(params (double At, ConversationEvent Event)[] events)
    {
        long now = 0;
        ConversationLog log = new(() => now);
        await log.ObserveAsync(TellAsync(), TestContext.Current.CancellationToken);
        return log;

        async IAsyncEnumerable<ConversationEvent> TellAsync()
        {
            foreach ((double at, ConversationEvent happened) in events)
            {
                now = (long)(at * Second);
                await Task.CompletedTask;
                yield return happened;
            }
        }
    }
}
