using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Safety;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Safety;

public sealed class SafetyAnswersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IEnumerable<Danger> Dangers => Enum.GetValues<Danger>().Where(danger => danger != Danger.None);

    [Theory]
    [InlineData("KR", Danger.Medical, "ko", "1 1 9 번으로")]
    [InlineData("KR", Danger.Violence, "ko", "1 1 2 번으로")]
    [InlineData("KR", Danger.SelfHarm, "en", "1 0 9")]
    [InlineData("us", Danger.SelfHarm, "en", "9 8 8")]
    [InlineData("DE", Danger.Road, "en", "1 1 2")]
    [InlineData("GB", Danger.SelfHarm, "en", "1 1 6, 1 2 3")]
    public void TheAnswerNamesTheCountrysNumberDigitByDigit(string country, Danger danger, string language, string number) =>
        Assert.Contains(number, new SafetyAnswers(new SafetyOptions { Country = country }).For(danger, language), StringComparison.Ordinal);

    [Fact]
    public void WithoutACountryNoNumberIsMadeUp()
    {
        SafetyAnswers answers = new(new SafetyOptions());

        foreach (string language in new[] { "en", "ko", "de" })
            foreach (Danger danger in Dangers)
                Assert.DoesNotContain(answers.For(danger, language), char.IsAsciiDigit);
    }

    [Fact]
    public void AConfiguredNumberGoesBeforeTheCountrys()
    {
        SafetyAnswers answers = new(new SafetyOptions { Country = "US", CrisisNumber = "0800-55" });

        Assert.Contains("0 8 0 0, 5 5", answers.For(Danger.SelfHarm, "en"), StringComparison.Ordinal);
        Assert.Contains("9 1 1", answers.For(Danger.SelfHarm, "en"), StringComparison.Ordinal);
    }

    [Fact]
    public void ACountryWithoutACrisisLineGetsTheEmergencyNumber() =>
        Assert.Contains("1 1 9", new SafetyAnswers(new SafetyOptions { Country = "JP" }).For(Danger.SelfHarm, "en"), StringComparison.Ordinal);

    [Fact]
    public void NoAnswerAsksADriverToLook()
    {
        SafetyAnswers answers = new(new SafetyOptions { Country = "KR" });

        foreach (Danger danger in Dangers)
        {
            Assert.DoesNotMatch(@"(?i)\b(look|see|read|watch|check|screen|display|type|tap)\b", answers.For(danger, "en"));
            Assert.DoesNotMatch("보세요|봐|읽|화면|확인|눌러", answers.For(danger, "ko"));
        }
    }

    [Fact]
    public void WrongNumbersAndCountriesAreNamed()
    {
        IEnumerable<string>? failures = new SafetyNumbersCheck().Validate(null, new SafetyOptions { Country = "XX", EmergencyNumber = "call me", PoliceNumber = "110", CrisisNumber = "1" }).Failures;

        Assert.Collection(
            failures!,
            failure => Assert.StartsWith("Safety:Country: the numbers of 'XX' are not known here. Known are AT, AU,", failure, StringComparison.Ordinal),
            failure => Assert.Equal("Safety:EmergencyNumber: 'call me' is not a telephone number; digits, spaces and hyphens make one, as in 112 or 116 123.", failure),
            failure => Assert.StartsWith("Safety:CrisisNumber: '1' is not", failure, StringComparison.Ordinal));
        Assert.True(new SafetyNumbersCheck().Validate(null, new SafetyOptions { Country = "kr", CrisisNumber = "+49 116 123" }).Succeeded);
    }

    [Fact]
    public async Task WordsOfDangerGetTheFixedAnswerAndNothingIsGenerated()
    {
        FakeChatClient chat = new("never");
        TurnBench bench = new() { Chat = chat, Transcriber = new FakeTranscriber("I want to kill myself"), Safety = new SafetyOptions { Country = "US" }, Style = new ReplyStyle { Openers = true } };
        TurnReport? report = null;

        List<ConversationEvent> events = await bench.EventsOf(async () => report = await bench.Turns.RunAsync(Some.Utterance(), Token));

        string answer = new SafetyAnswers(bench.Safety).For(Danger.SelfHarm, "en");
        Assert.Empty(chat.Requests);
        Assert.Equal(answer, report!.Reply!.Text);
        Assert.Equal("safety", report.Reply.Engine);
        Assert.Equal(answer, string.Join(' ', bench.Voice.Requests.Select(request => request.Text)));
        Assert.Equal(new Exchange("I want to kill myself", EmotionLabel.Sad, "en", answer), Assert.Single(bench.Conversation.Exchanges));
        Assert.Equal(new SafetyAnswered(1, Danger.SelfHarm), Assert.Single(events.OfType<SafetyAnswered>()));
    }

    [Fact]
    public async Task AKoreanTurnIsAnsweredInKorean()
    {
        TurnBench bench = new() { Transcriber = new FakeTranscriber(new Transcript("구급차 불러 주세요", "ko", 0.9f, 0)), Safety = new SafetyOptions { Country = "KR" } };

        TurnReport? report = await bench.Turns.RunAsync(Some.Utterance(), Token);

        Assert.Equal(new SafetyAnswers(bench.Safety).For(Danger.Medical, "ko"), report!.Reply!.Text);
        Assert.All(bench.Voice.Requests, request => Assert.Equal("ko", request.Language));
    }

    [Fact]
    public async Task SwitchedOffTheModelAnswers()
    {
        TurnBench bench = new() { Transcriber = new FakeTranscriber("Call an ambulance"), Safety = new SafetyOptions { Enabled = false } };

        Assert.Equal("fake chat", (await bench.Turns.RunAsync(Some.Utterance(), Token))!.Reply!.Engine);
    }
}
