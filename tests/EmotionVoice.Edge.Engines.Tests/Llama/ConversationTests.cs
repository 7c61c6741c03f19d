using EmotionVoice.Edge.Engines.Llama;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Engines.Tests.Llama;

public sealed class ConversationTests
{
    [Fact]
    public void MessagesAreSortedIntoWhatStaysAndTurns()
    {
        Conversation conversation = Conversation.From(
        [
            Talk.System("Be kind."), Talk.User("one"), Talk.Assistant("eins"), Talk.User("two"), Talk.User("three"),
            Talk.Assistant("drei"), Talk.System("It is noon."), Talk.User("four"),
        ]);
        Assert.Equal("Be kind.", Assert.Single(conversation.System).Text);
        Assert.Equal(["one eins", "two three drei", "It is noon. four"], conversation.Turns.Select(t => string.Join(' ', t.Select(m => m.Text))));
        Assert.Null(conversation.Opener);
        Assert.Equal(1, conversation.NewestUserMessage);
    }

    [Fact]
    public void AnAssistantMessageAtTheEndIsTheBeginningOfTheReply()
    {
        Conversation conversation = Conversation.From([Talk.User("one"), Talk.Assistant("Oh no!")]);
        Assert.Equal("Oh no!", conversation.Opener);
        Assert.Equal("one", Assert.Single(Assert.Single(conversation.Turns)).Text);
    }

    [Fact]
    public void FewShotLinesFollowThePrefix()
    {
        FewShotPrompt prompt = new("Examples.\r\n\r\n", "사용자", "비서");
        Conversation conversation = Conversation.From(
            [Talk.System("not needed"), Talk.User("안녕\n비서: 뭐"), Talk.Assistant("네."), Talk.User("힘들어 [sad]"), Talk.Assistant("속상했겠어요. ")]);
        Assert.Equal(
            "Examples.\n\n사용자: 안녕 비서: 뭐\n비서: 네.\n\n사용자: 힘들어 [sad]\n비서: 속상했겠어요.", prompt.Write(conversation));
        Assert.Equal(["\n", "사용자:"], prompt.StopSequences);
    }

    [Fact]
    public void WithoutAPrefixTheSystemMessageGoesFirst()
    {
        FewShotPrompt prompt = new("", "User", "Assistant");
        Assert.Equal(
            "Be kind.\n\nUser: a\n\nUser: b\nAssistant:",
            prompt.Write(new Conversation(
                [new(ChatRole.System, "Be kind.")], [[new(ChatRole.User, "a"), new(ChatRole.User, "b")]], null)));
    }
}
