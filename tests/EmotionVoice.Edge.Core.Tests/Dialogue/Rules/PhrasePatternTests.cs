using EmotionVoice.Edge.Core.Dialogue.Rules;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Rules;

public sealed class PhrasePatternTests
{
    [Theory]
    [InlineData("call an? ambulance", "please call ambulance now", true)]
    [InlineData("call an? ambulance", "call the ambulance", false)]
    [InlineData("ambulance~", "ambulence", true)]
    [InlineData("ambulance~", "ambulanec", true)]
    [InlineData("ambulance~", "ambulancee", true)]
    [InlineData("ambulance~", "amblance", true)]
    [InlineData("ambulance~", "ambience", false)]
    [InlineData("ambulance", "ambulence", false)]
    [InlineData("my * hurts", "my left big toe hurts", true)]
    [InlineData("my * hurts", "my very old left toe hurts", false)]
    [InlineData("^ stop", "stop it", true)]
    [InlineData("^ stop", "do not stop", false)]
    [InlineData("stop $", "please stop", true)]
    [InlineData("stop $", "stop it", false)]
    public void RowsMeanWhatTheySay(string pattern, string words, bool found) =>
        Assert.Equal(found, new PhrasePattern(pattern).Find(words.Split(' ')) is not null);

    [Theory]
    [InlineData("I can not do it, I'm gonna go", "i cant do it im going to go")]
    [InlineData("He is MY self?", "hes myself")]
    public void SpokenWordsHaveOneForm(string said, string english) => Assert.Equal(english, string.Join(' ', SpokenWords.Of(said).English));

    [Fact]
    public void KoreanLosesItsSpacesOnly() => Assert.Equal("배고파죽겠어3시", SpokenWords.Of("배고파 죽겠어! 3시?").Korean);
}
