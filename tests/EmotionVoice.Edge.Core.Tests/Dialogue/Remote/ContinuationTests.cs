using EmotionVoice.Edge.Core.Dialogue.Remote;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Remote;

public sealed class ContinuationTests
{
    [Theory]
    [InlineData("One.", " Two. Three", " Two. Three ")]
    [InlineData("One. ", "Two.", "Two. ")]
    [InlineData("One.", "one! Two.", " Two. ")]
    [InlineData("One.", "ONE", "")]
    [InlineData("문이 열려 있어요.", " 문이 열려 있어요. 들어오세요.", " 들어오세요. ")]
    public void OnlyNewSentencesAreAddedHoweverTheyCome(string said, string continued, string added)
    {
        foreach (int size in new[] { 1, 4, continued.Length })
        {
            Continuation continuation = new(said, [said.Trim()]);

            string all = string.Concat(continued.Chunk(size).Select(piece => continuation.Push(new string(piece)))) + continuation.Finish();

            Assert.Equal(added, all);
        }
    }

    [Fact]
    public void ASentenceIsAddedAsSoonAsItIsComplete()
    {
        Continuation continuation = new("One.", ["One."]);

        Assert.Equal("", continuation.Push("Two."));
        Assert.Equal(" Two. ", continuation.Push(" Th"));
    }
}
