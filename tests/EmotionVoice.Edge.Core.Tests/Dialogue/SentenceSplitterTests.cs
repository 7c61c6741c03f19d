using EmotionVoice.Edge.Core.Dialogue;

namespace EmotionVoice.Edge.Core.Tests.Dialogue;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("Hello there. How are you?", "Hello there.|How are you?")]
    [InlineData("It costs 3.50 euros. Really!", "It costs 3.50 euros.|Really!")]
    [InlineData("Dr. Smith is in. Ask for J. Doe.", "Dr. Smith is in.|Ask for J. Doe.")]
    [InlineData("Well... I see. \"Good.\" Fine.", "Well...|I see.|\"Good.\"|Fine.")]
    [InlineData("정말 속상했겠어요. 무슨 일이 있었어요?", "정말 속상했겠어요.|무슨 일이 있었어요?")]
    [InlineData("そうです。はい。", "そうです。|はい。")]
    [InlineData("one\ntwo", "one|two")]
    [InlineData("so am I. Yes.", "so am I.|Yes.")]
    [InlineData("", "")]
    public void TextIsCutIntoSentencesHoweverItArrives(string text, string expected)
    {
        string[] sentences = expected.Split('|', StringSplitOptions.RemoveEmptyEntries);

        for (int size = 1; size <= Math.Max(1, text.Length); size++)
            Assert.Equal(sentences, Split(text, size));
    }

    [Fact]
    public void ASentenceIsOutAsSoonAsTheNextOneBegins()
    {
        SentenceSplitter splitter = new();

        Assert.Empty(splitter.Push("Hello."));
        Assert.Equal(["Hello."], splitter.Push(" How"));
    }

    [Fact]
    public void ALongFirstSentenceIsCutAtAComma()
    {
        string[] parts = [.. Split("When the rain has stopped and the sun is out again, we could take a long walk by the river.", 5)];

        Assert.Equal("When the rain has stopped and the sun is out again,", parts[0]);
        Assert.Equal(2, parts.Length);
    }

    [Fact]
    public void NoWordIsLostInRunawayText()
    {
        string text = string.Join(' ', Enumerable.Range(0, 400).Select(i => $"word{i}"));

        string[] parts = [.. Split(text, 7)];

        Assert.Equal(text, string.Join(' ', parts));
        Assert.All(parts, part => Assert.InRange(part.Length, 1, 260));
    }

    private static List<string> Split(string text, int size)
    {
        SentenceSplitter splitter = new();
        List<string> sentences = [];
        for (int i = 0; i < text.Length; i += size)
            sentences.AddRange(splitter.Push(text.Substring(i, Math.Min(size, text.Length - i))));
        if (splitter.Finish() is string rest)
            sentences.Add(rest);
        return sentences;
    }
}
