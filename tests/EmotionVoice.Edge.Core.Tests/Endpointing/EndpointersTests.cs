using EmotionVoice.Edge.Core.Endpointing;

namespace EmotionVoice.Edge.Core.Tests.Endpointing;

public sealed class EndpointersTests
{
    private static readonly EndpointingOptions s_options = new();

    [Fact]
    public void TheFixedPolicyKnowsOnlyItsSilence()
    {
        IEndpointer endpointer = Endpointers.Create(new EndpointingOptions { Policy = EndpointingPolicy.Fixed });

        Assert.False(endpointer.IsTurnOver(Said("Yes.", 468)));
        Assert.True(endpointer.IsTurnOver(Said("I would like a", 500)));
    }

    [Fact]
    public void BeforeAnythingIsLearntTheSetSilenceCounts() =>
        Assert.Equal(500, new DynamicEndpointer(s_options).Wait(Silent(0) with { Pauses = new SpeakerPauses(s_options).Statistics }).TotalMilliseconds);

    [Fact]
    public void ALongPausingSpeakerIsGivenMoreTimeAndAQuickOneLess()
    {
        DynamicEndpointer endpointer = new(s_options);

        Assert.InRange(endpointer.Wait(After(Enumerable.Repeat(800, 20))).TotalMilliseconds, 780, 1_000);
        Assert.InRange(endpointer.Wait(After(Enumerable.Repeat(180, 20))).TotalMilliseconds, 250, 260);
    }

    [Fact]
    public void AFewShortPausesDoNotMakeAQuickSpeaker() =>
        Assert.Equal(500, new DynamicEndpointer(s_options).Wait(After([180, 180, 180, 180])).TotalMilliseconds);

    [Fact]
    public void PausesInsideWordsAndWaitsForAnAnswerTeachNothing()
    {
        SpeakerPauses pauses = new(s_options);

        pauses.Add(TimeSpan.FromMilliseconds(60));
        pauses.Add(TimeSpan.FromSeconds(20));

        Assert.Equal(0, pauses.Statistics.Count);
    }

    // Whatever was heard and said, the wait lies within the bounds.
    [Fact]
    public void NoPolicyLeavesItsBounds()
    {
        Random random = new(1);
        string[] texts = ["", "Yes.", "I would like a", "and", "네", "만났는데", "Well, I saw him"];
        for (int run = 0; run < 2_000; run++)
        {
            EndpointingOptions options = new() { Learning = 0.01 + (random.NextDouble() * 0.99) };
            SpeakerPauses pauses = new(options);
            for (int i = random.Next(30); i > 0; i--)
                pauses.Add(TimeSpan.FromMilliseconds(random.Next(-100, 3_000)));
            EndpointSituation situation = Silent(0) with
            {
                Pauses = pauses.Statistics, Known = (WordsKnown)random.Next(3), Words = texts[random.Next(texts.Length)],
                Language = random.Next(2) == 0 ? "en" : "ko", PitchSlope = random.Next(3) == 0 ? null : (float)((random.NextDouble() * 80) - 40),
            };

            Assert.InRange(new DynamicEndpointer(options).Wait(situation), options.MinSilence, options.MaxSilence);
            Assert.InRange(new SemanticEndpointer(options).Wait(situation), options.MinSilence, options.MaxSilence);
        }
    }

    [Fact]
    public void AFinishedSentenceIsAnsweredSoonerAndAnOpenOneLater()
    {
        SemanticEndpointer endpointer = new(s_options);

        Assert.Equal(300, endpointer.Wait(Said("I would like a coffee.", 0)).TotalMilliseconds);
        Assert.Equal(500, endpointer.Wait(Said("I saw him yesterday", 0)).TotalMilliseconds);
        Assert.Equal(1_000, endpointer.Wait(Said("I would like a", 0)).TotalMilliseconds);
    }

    [Fact]
    public void ARisingVoiceIsNotFinishedUnlessItAsks()
    {
        SemanticEndpointer endpointer = new(s_options);

        Assert.Equal(500, endpointer.Wait(Said("I would like a coffee.", 0) with { PitchSlope = 12 }).TotalMilliseconds);
        Assert.Equal(300, endpointer.Wait(Said("Would you like a coffee?", 0) with { PitchSlope = 12 }).TotalMilliseconds);
        Assert.Equal(300, endpointer.Wait(Said("I would like a coffee.", 0) with { PitchSlope = -12 }).TotalMilliseconds);
    }

    [Fact]
    public void WhileTheWordsAreWorkedOutItWaits()
    {
        SemanticEndpointer endpointer = new(s_options);

        Assert.False(endpointer.IsTurnOver(Silent(1_450) with { Known = WordsKnown.Soon }));
        Assert.True(endpointer.IsTurnOver(Silent(1_500) with { Known = WordsKnown.Soon }));
        Assert.True(endpointer.IsTurnOver(Silent(500)));
    }

    [Theory]
    [InlineData(EndpointingPolicy.Semantic, 2_000, 250, 1_500, "Endpointing:Silence must lie between MinSilence and MaxSilence with Endpointing:Policy Semantic.")]
    [InlineData(EndpointingPolicy.Dynamic, 500, 600, 550, "Endpointing:MinSilence must be shorter than Endpointing:MaxSilence.")]
    [InlineData(EndpointingPolicy.Fixed, 2_000, 250, 1_500, null)]
    public void SettingsThatContradictEachOtherAreNamed(EndpointingPolicy policy, int silence, int least, int most, string? problem)
    {
        EndpointingOptions options = new()
        {
            Policy = policy, Silence = TimeSpan.FromMilliseconds(silence), MinSilence = TimeSpan.FromMilliseconds(least), MaxSilence = TimeSpan.FromMilliseconds(most),
        };

        Assert.Equal(problem, new EndpointingSilenceOrder().Validate(null, options).FailureMessage);
    }

    private static EndpointSituation Silent(int milliseconds) => new(TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(milliseconds));

    private static EndpointSituation Said(string words, int milliseconds) => Silent(milliseconds) with { Known = WordsKnown.Yes, Words = words, Language = "en" };

    private static EndpointSituation After(IEnumerable<int> pauses)
    {
        SpeakerPauses speaker = new(s_options);
        foreach (int pause in pauses)
            speaker.Add(TimeSpan.FromMilliseconds(pause));
        return Silent(0) with { Pauses = speaker.Statistics };
    }
}
