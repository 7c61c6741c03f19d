using EmotionVoice.Edge.Core.Dialogue.Silence;
using EmotionVoice.Edge.Core.Emotion.Acoustics;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Testing;
using EmotionVoice.Edge.Core.VoiceActivity;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Silence;

public sealed class RepairTests
{
    private static readonly Transcript s_doubtful = new("mumble mumble", "en", 0.1f, 0.1f);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ItAsksAgainThenOffersHelpThenGivesUpAndStartsAnewAfterASuccess()
    {
        TurnBench bench = new() { Transcriber = new FakeTranscriber(s_doubtful, s_doubtful, s_doubtful, s_doubtful, "Hello.", s_doubtful) };
        List<string?> said = [];
        for (int turn = 0; turn < 6; turn++)
            said.Add((await bench.Turns.RunAsync(Some.Utterance(), Token))!.Reply?.Text);

        Assert.Equal(
            [SilencePhrases.AskAgain("en"), SilencePhrases.OfferHelp("en"), SilencePhrases.GiveUp("en"), null, "Hi. How are you?", SilencePhrases.AskAgain("en")], said);
        Assert.Single(bench.Conversation.Exchanges);
        Assert.Contains(bench.Voice.Requests, request => request.Text == SilencePhrases.GiveUp("en").Split(". ")[0] + ".");
    }

    [Fact]
    public async Task ItAsksInTheLanguageOfTheConversationOrInThePersonasWords()
    {
        TurnBench korean = new() { Transcriber = new FakeTranscriber(new Transcript("안녕하세요", "ko", 0.9f, 0), s_doubtful) };
        await korean.Turns.RunAsync(Some.Utterance(), Token);
        TurnBench pirate = new() { Transcriber = new FakeTranscriber(s_doubtful), Silence = new SilenceOptions { AskAgain = "Arr, what say ye?" } };

        Assert.Equal(SilencePhrases.AskAgain("ko"), (await korean.Turns.RunAsync(Some.Utterance(), Token))!.Reply!.Text);
        Assert.Equal("Arr, what say ye?", (await pirate.Turns.RunAsync(Some.Utterance(), Token))!.Reply!.Text);
    }

    [Fact]
    public async Task TheObserversSeeAnIgnoredTurn()
    {
        TurnBench bench = new() { Transcriber = new FakeTranscriber(s_doubtful) };

        List<ConversationEvent> events = await bench.EventsOf(() => bench.Turns.RunAsync(Some.Utterance(), Token));

        Assert.Contains(new TurnIgnored(1, TranscriptRejection.Doubtful), events);
        Assert.DoesNotContain(events, happened => happened is TurnCompleted);
    }

    [Theory]
    [InlineData(TranscriptRejection.NoSpeech)]
    [InlineData(TranscriptRejection.NoWords)]
    [InlineData(TranscriptRejection.NotWords)]
    [InlineData(TranscriptRejection.TooQuiet)]
    public void WhatIsNotSpeechIsNotAskedAbout(TranscriptRejection rejection) =>
        Assert.Null(new Repair(new SilenceOptions()).NotUnderstood(Heard(Some.Utterance(), rejection), "en"));

    [Fact]
    public void NoiseIsNotAskedAbout()
    {
        Random random = new(1);
        float[] noise = [.. Enumerable.Range(0, 32_000).Select(_ => (float)(random.NextDouble() - 0.5) * 0.3f)];

        Assert.Null(new Repair(new SilenceOptions()).NotUnderstood(Heard(Some.Utterance() with { Samples = noise }, TranscriptRejection.Doubtful), "en"));
        Assert.NotNull(new Repair(new SilenceOptions()).NotUnderstood(Heard(Some.Utterance(), TranscriptRejection.Doubtful), "en"));
        Assert.Null(new Repair(new SilenceOptions { Repair = false }).NotUnderstood(Heard(Some.Utterance(), TranscriptRejection.Doubtful), "en"));
    }

    private static Understood Heard(Utterance utterance, TranscriptRejection rejection) => new(
        Transcript.None("en"), rejection, null, null, Core.Emotion.FusedEmotion.Unknown, AcousticFeatureExtractor.Extract(utterance.Samples.Span), default, default);
}
