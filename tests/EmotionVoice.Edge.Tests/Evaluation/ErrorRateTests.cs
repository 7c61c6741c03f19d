using EmotionVoice.Edge.Evaluation;

namespace EmotionVoice.Edge.Tests.Evaluation;

public sealed class ErrorRateTests
{
    [Theory]
    [InlineData("the cat sat", "the cat sat", 0)]
    [InlineData("the cat sat", "The cat, sat!", 0)]
    [InlineData("the cat sat", "the dog sat", 1)]
    [InlineData("the cat sat", "the sat", 1)]
    [InlineData("the cat sat", "the big cat sat down", 2)]
    [InlineData("the cat sat", "", 3)]
    [InlineData("a b c d", "b c d a", 2)]
    public void Word_errors_are_substitutions_deletions_and_insertions(string reference, string heard, int edits) =>
        Assert.Equal(edits, ErrorRate.OfWords(reference, heard).Edits);

    [Fact]
    public void Digits_match_spelled_numbers_only_where_numbers_are_spelled()
    {
        Assert.Equal(0, ErrorRate.OfWords("fourteen fifty-five", "1455").Edits);
        Assert.Equal(3, ErrorRate.OfWords("fourteen fifty-five", "1455", spellNumbers: false).Edits);
        Assert.Equal(0, ErrorRate.OfCharacters("이십육쩜칠개", "26.7개").Edits);
        Assert.Equal(0, ErrorRate.OfCharacters("Forty-two.", "42").Edits);
    }

    [Fact]
    public void Character_errors_do_not_count_spaces()
    {
        Assert.Equal(new ErrorRate(0, 3), ErrorRate.OfCharacters("잘 가요!", "잘가요"));
        Assert.Equal(new ErrorRate(1, 3), ErrorRate.OfCharacters("잘 가요!", "잘가유"));
    }

    [Fact]
    public void Rates_add_up_by_their_lengths()
    {
        ErrorRate sum = ErrorRate.OfWords("one", "two") + ErrorRate.OfWords("a b c", "a b c");
        Assert.Equal(25, sum.Percent);
    }

    [Fact]
    public void Words_where_there_should_be_none_are_wrong_altogether()
    {
        Assert.Equal(100, ErrorRate.OfWords("", "you").Percent);
        Assert.Equal(0, ErrorRate.OfWords("", "").Percent);
    }
}
