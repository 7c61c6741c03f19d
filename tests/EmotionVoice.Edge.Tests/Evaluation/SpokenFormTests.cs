using EmotionVoice.Edge.Evaluation;

namespace EmotionVoice.Edge.Tests.Evaluation;

public sealed class SpokenFormTests
{
    [Theory]
    [InlineData("about 1455,", "about fourteen fifty five")]
    [InlineData("the 15th century", "the fifteenth century")]
    [InlineData("the \"42-line Bible\"", "the forty two line bible")]
    [InlineData("1,455 people", "one thousand four hundred fifty five people")]
    [InlineData("in 1905 and 1900", "in nineteen o five and nineteen hundred")]
    [InlineData("the 1980s", "the nineteen eighties")]
    [InlineData("the 20th, 21st, 2nd and 12th", "the twentieth twenty first second and twelfth")]
    [InlineData("3.14 or 50%", "three point one four or fifty percent")]
    [InlineData("0 and 1000000", "zero and one million")]
    [InlineData("call 0123456789", "call zero one two three four five six seven eight nine")]
    [InlineData("5km", "five km")]
    [InlineData("Mr. Smith & Dr. Who", "mister smith and doctor who")]
    [InlineData("Don’t say 'yes'!", "don't say yes")]
    [InlineData("well-known", "well known")]
    [InlineData("OK 12", "okay twelve")]
    [InlineData("  …  ", "")]
    public void English_numbers_and_marks_become_words(string written, string spoken) =>
        Assert.Equal(spoken, string.Join(' ', new SpokenForm(Korean: false).Words(written)));

    [Theory]
    [InlineData("26.7개", "이십육점칠개")]
    [InlineData("2016년 7월 4일", "이천십육년칠월사일")]
    [InlineData("64.5%에", "육십사점오퍼센트에")]
    [InlineData("6월과 10월", "유월과시월")]
    [InlineData("4차례, 5개의 불상", "네차례다섯개의불상")]
    [InlineData("상위 2개국, 3개월", "상위이개국삼개월")]
    [InlineData("20명과 21명", "스무명과스물한명")]
    [InlineData("3시 30분", "세시삼십분")]
    [InlineData("10,000원과 123456789원", "만원과일억이천삼백사십오만육천칠백팔십구원")]
    [InlineData("육십사쩜오퍼센트", "육십사점오퍼센트")]
    [InlineData("0번", "영번")]
    public void Korean_numbers_are_said_in_Korean(string written, string spoken) =>
        Assert.Equal(spoken, new string(new SpokenForm(Korean: true).Characters(written)));

    [Fact]
    public void Numbers_can_be_left_as_they_are_written() =>
        Assert.Equal(["about", "1455"], new SpokenForm(Korean: false, SpellNumbers: false).Words("About 1455."));

    [Fact]
    public void Hangul_in_a_reference_says_that_numbers_are_Korean()
    {
        Assert.True(SpokenForm.For("이십육 개").Korean);
        Assert.False(SpokenForm.For("twenty-six").Korean);
    }
}
