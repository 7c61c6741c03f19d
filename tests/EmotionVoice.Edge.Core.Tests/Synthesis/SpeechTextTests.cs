using EmotionVoice.Edge.Core.Synthesis;

namespace EmotionVoice.Edge.Core.Tests.Synthesis;

public sealed class SpeechTextTests
{
    [Theory]
    [InlineData("Hello there.", "Hello there.")]
    [InlineData("That is **really** _good_ news! 🎉😀", "That is really good news!")]
    [InlineData("# Heading\n- one\n- two\n\n* three.", "Heading. one. two. three.")]
    [InlineData("Use `cat` or ```\nrm -rf\n``` now.", "Use cat or now.")]
    [InlineData("See [the manual](https://example.com/a?b=c).", "See the manual.")]
    [InlineData("Go to https://www.example.com/a/b.html, please.", "Go to example dot com, please.")]
    [InlineData("Write to jo.doe@example.org!", "Write to jo dot doe at example dot org!")]
    [InlineData("It is 21 °C & 40% humid", "It is 21 degrees C and 40 percent humid")]
    [InlineData("2*3 is 6", "2 times 3 is 6")]
    [InlineData("<b>Bold</b> word", "Bold word")]
    [InlineData("Family 👨‍👩‍👧 and 👍🏽 and 1️⃣.", "Family and and 1.")]
    [InlineData("I’m fine — really…", "I'm fine, really...")]
    [InlineData("> quoted\n---\nend", "quoted. end")]
    [InlineData("snake_case and C#", "snake case and C")]
    [InlineData("A 5 < 6 b", "A 5 6 b")]
    public void EnglishBecomesPlainWords(string text, string spoken) => Assert.Equal(spoken, SpeechText.Prepare(text, "en"));

    [Theory]
    [InlineData("정말 **고마워요** 😊", "정말 고마워요")]
    [InlineData("오늘은 25°예요. 습도는 40%입니다.", "오늘은 25도 예요. 습도는 40퍼센트 입니다.")]
    [InlineData("주소는 https://example.com 입니다.", "주소는 example 점 com 입니다.")]
    [InlineData("ㅋㅋㅋ 좋아요~!", "ㅋㅋㅋ 좋아요!")]
    public void KoreanIsKept(string text, string spoken) => Assert.Equal(spoken, SpeechText.Prepare(text, "ko"));

    [Theory]
    [InlineData("")]
    [InlineData("   \n ")]
    [InlineData("🙂")]
    [InlineData("***")]
    [InlineData("...")]
    [InlineData("```code```")]
    public void NothingToSayIsNothing(string text) => Assert.Equal("", SpeechText.Prepare(text, "en"));
}
