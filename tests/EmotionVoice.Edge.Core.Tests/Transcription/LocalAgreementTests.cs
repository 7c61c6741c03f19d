using EmotionVoice.Edge.Core.Transcription;

namespace EmotionVoice.Edge.Core.Tests.Transcription;

public sealed class LocalAgreementTests
{
    [Fact]
    public void TwoReadingsThatAgreeConfirmAllButTheLastWord()
    {
        LocalAgreement agreement = new();

        Add(agreement, "I would");
        Assert.Equal(("", "I would"), (agreement.Confirmed, agreement.Tentative));

        Add(agreement, "I would like");
        Assert.Equal(("I would", "like"), (agreement.Confirmed, agreement.Tentative));
    }

    [Fact]
    public void TheLastWordOfGrowingSoundIsNotConfirmed()
    {
        LocalAgreement agreement = new();

        Add(agreement, "I can");
        Add(agreement, "I can");
        Assert.Equal("I", agreement.Confirmed);

        Add(agreement, "I can't");
        Assert.Equal(("I", "can't"), (agreement.Confirmed, agreement.Tentative));
    }

    [Fact]
    public void AtAPauseTheLastWordIsWhole()
    {
        LocalAgreement agreement = new();

        Add(agreement, "Turn it");
        Add(agreement, "Turn it off.");
        Add(agreement, "Turn it off.", complete: true);

        Assert.Equal("Turn it off.", agreement.Confirmed);
    }

    [Fact]
    public void CaseAndMarksAreNoDisagreement()
    {
        LocalAgreement agreement = new();

        Add(agreement, "hello. my name");
        Add(agreement, "Hello, my name is");

        Assert.Equal("Hello, my name", agreement.Confirmed);
    }

    [Fact]
    public void AConfirmedWordStaysWhateverLaterReadingsSay()
    {
        LocalAgreement agreement = new();
        Add(agreement, "I scream for ice");
        Add(agreement, "I scream for ice cream");

        Add(agreement, "Ice cream for ice cream today");
        Add(agreement, "Ice cream for ice cream today now");

        Assert.StartsWith("I scream for ice cream today", agreement.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void WordsWhoseSoundWasCutOffAreNotLookedForAgain()
    {
        LocalAgreement agreement = new();
        Add(agreement, "one two three four five");
        int confirmed = Add(agreement, "one two three four five six");
        Assert.Equal(5, confirmed);

        agreement.Cut(kept: 2); // one two three are gone
        Add(agreement, "four five six seven");

        Assert.Equal("one two three", agreement.BeforeCut);
        Assert.Equal("one two three four five six seven", agreement.Text);
        Assert.Equal("one two three four five six", agreement.Confirmed);
    }

    [Fact]
    public void MarksThatStandAloneBelongToTheWordBefore() => Assert.Equal(["yes -", "no ..."], LocalAgreement.Split(" yes - no  ... "));

    // Whatever a recogniser makes of growing sound, what was confirmed only grows.
    [Fact]
    public void ConfirmedWordsOnlyGrow()
    {
        Random random = new(7);
        string[] words = ["a", "b", "c", "d"];
        for (int run = 0; run < 300; run++)
        {
            LocalAgreement agreement = new();
            string before = "";
            List<string> said = [];
            for (int reading = 0; reading < 12; reading++)
            {
                said.AddRange(Enumerable.Range(0, random.Next(3)).Select(_ => words[random.Next(words.Length)]));
                List<string> heard = [.. said.Select(word => random.Next(5) == 0 ? words[random.Next(words.Length)] : word).Where(_ => random.Next(12) > 0)];
                int confirmed = agreement.Add(heard, random.Next(4) == 0);

                Assert.InRange(confirmed, 0, heard.Count);
                Assert.StartsWith(before, agreement.Confirmed, StringComparison.Ordinal);
                before = agreement.Confirmed;
            }
        }
    }

    private static int Add(LocalAgreement agreement, string text, bool complete = false) => agreement.Add(LocalAgreement.Split(text), complete);
}
