using EmotionVoice.Edge.Observers.Terminal;

namespace EmotionVoice.Edge.Tests.Observers.Terminal;

public sealed class CellTextTests
{
    [Fact]
    public void A_syllable_of_Hangul_takes_two_cells() => Assert.Equal(10, CellText.Width("안녕하세요"));

    [Theory]
    [InlineData("hello there", 11, "hello there")]
    [InlineData("hello there", 10, "hello the…")]
    [InlineData("안녕하세요", 9, "안녕하세…")]
    [InlineData("안녕하세요", 8, "안녕하…")]
    [InlineData("hello", 1, "…")]
    [InlineData("hello", 0, "")]
    public void What_does_not_fit_ends_in_an_ellipsis(string text, int cells, string expected) => Assert.Equal(expected, CellText.Fit(text, cells));

    [Fact]
    public void Lines_break_at_spaces() => Assert.Equal(["one two", "three", "four"], CellText.Wrap("one  two three\nfour", 8));

    [Fact]
    public void A_word_wider_than_a_line_is_broken() => Assert.Equal(["a", "안녕하", "세요!"], CellText.Wrap("a 안녕하세요!", 6));

    [Fact]
    public void A_syllable_wider_than_the_terminal_does_not_hang() => Assert.Equal(["안", "녕"], CellText.Wrap("안녕", 1));

    [Fact]
    public void Padding_fills_up_to_the_next_column() => Assert.Equal("안녕  ", CellText.Pad("안녕", 6));
}
