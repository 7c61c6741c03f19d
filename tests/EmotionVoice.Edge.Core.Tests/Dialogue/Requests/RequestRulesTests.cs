using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Requests;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Requests;

public sealed class RequestRulesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("I had a long day and I miss my sister.", "conversation")]
    [InlineData("We won the game today!", "conversation")]
    [InlineData("My dog is so cute", "conversation")]
    [InlineData("I feel a bit lonely tonight.", "conversation")]
    [InlineData("Hello!", "greeting")]
    [InlineData("thank you so much", "greeting")]
    [InlineData("Good morning", "greeting")]
    [InlineData("What time is it?", "question")]
    [InlineData("how tall is mount everest", "question")]
    [InlineData("Do you know where the toilet is", "question")]
    [InlineData("Is there a pharmacy nearby", "question")]
    [InlineData("The coffee machine doesn't work", "complaint")]
    [InlineData("I've been waiting for an hour!", "complaint")]
    [InlineData("This is unacceptable, I want my money back", "complaint")]
    [InlineData("my soup is cold", "complaint")]
    [InlineData("The waiter was very rude", "complaint")]
    [InlineData("I'd like a cappuccino, please", "order")]
    [InlineData("can I have two tickets", "order")]
    [InlineData("I want to book a table for four", "order")]
    [InlineData("Where is my order?", "status_question")]
    [InlineData("is my table ready", "status_question")]
    [InlineData("Has my package been shipped yet", "status_question")]
    [InlineData("what's the status of my repair", "status_question")]
    [InlineData("set a timer for ten minutes", "command")]
    [InlineData("Could you turn the volume up?", "command")]
    [InlineData("Wake me at seven", "command")]
    [InlineData("stop", "command")]
    [InlineData("I want to talk to a human", "command")]
    [InlineData("call an ambulance", "emergency")]
    [InlineData("오늘 친구랑 싸워서 속상해", "conversation")]
    [InlineData("나 드디어 합격했어", "conversation")]
    [InlineData("안녕하세요", "greeting")]
    [InlineData("정말 고마워요", "greeting")]
    [InlineData("지금 몇 시야", "question")]
    [InlineData("화장실이 어디예요?", "question")]
    [InlineData("내일 비가 올까요", "question")]
    [InlineData("커피 머신이 고장 났어요", "complaint")]
    [InlineData("직원이 너무 불친절해요", "complaint")]
    [InlineData("한참 기다렸잖아요", "complaint")]
    [InlineData("환불해 주세요", "complaint")]
    [InlineData("아메리카노 두 잔 주세요", "order")]
    [InlineData("네 명 예약하고 싶어요", "order")]
    [InlineData("제 주문 언제 나와요", "status_question")]
    [InlineData("택배 어디쯤 왔어?", "status_question")]
    [InlineData("타이머 십 분 맞춰 줘", "command")]
    [InlineData("소리 좀 줄여 줘", "command")]
    [InlineData("직원 좀 불러 주세요", "command")]
    [InlineData("구급차 불러 주세요", "emergency")]
    public void TheKindFollowsFromTheWords(string said, string kind) => Assert.Equal(kind, RequestRules.Find(said).Name());

    [Theory]
    [InlineData("I miss her so much.", true)]
    [InlineData("Turn the volume up", false)]
    [InlineData("What time is it?", false)]
    public async Task OpenersAreForPeopleWhoTalkNotForPlainCommandsAndQuestions(string said, bool opened)
    {
        TurnBench bench = new() { Transcriber = new FakeTranscriber(said), Style = new ReplyStyle { Openers = true } };

        TurnReport? report = await bench.Turns.RunAsync(Some.Utterance(), Token);

        Assert.Equal(opened, report!.Reply!.Text.StartsWith(PhraseBook.Opener(report.Heard.Emotion.Label, "en")!, StringComparison.Ordinal));
        Assert.Equal(RequestRules.Find(said), report.Heard.Request);
    }
}
