using EmotionVoice.Edge.Engines.WordEmotion;

namespace EmotionVoice.Edge.Engines.Tests.WordEmotion;

public sealed class WordNormalizerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  Hello,  WORLD. ", "hello world")]
    [InlineData("Don’t!!! Why?!", "don't ! why ?")]
    [InlineData("[NAME] is here, x[religion]y [a b] [", "name is here xnamey a b")]
    [InlineData("정말 고마워요~ ㅎㅎ 👍", "정말 고마워요 ㅎㅎ")]
    [InlineData("Élan 99% ñandú", "élan 99 ñandú")]
    [InlineData("?a?", "? a ?")]
    [InlineData("[a][b]", "namename")]
    public void TextBecomesWords(string text, string words)
    {
        char[] buffer = new char[WordNormalizer.RoomFor(text.Length)];
        int length = WordNormalizer.Normalize(text, buffer);
        Assert.Equal(words, new string(buffer, 0, length));
    }
}
