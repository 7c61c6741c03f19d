using EmotionVoice.Edge.Engines.OpenAi;

namespace EmotionVoice.Edge.Engines.Tests.OpenAi;

public sealed class ThoughtFilterTests
{
    [Theory]
    [InlineData("Hello there.", "Hello there.")]
    [InlineData(" Hello.", " Hello.")]
    [InlineData("<think>They greet me.</think>\n\nHello.", "Hello.")]
    [InlineData("\n<think></think>Hello.", "Hello.")]
    [InlineData("<think>They greet", "")]
    [InlineData("<thin ice>", "<thin ice>")]
    [InlineData("<th", "<th")]
    [InlineData("Say <think>this</think>.", "Say <think>this</think>.")]
    public void OnlyWhatIsSaidComesThroughHoweverItIsCut(string text, string said)
    {
        foreach (int size in new[] { 1, 3, text.Length })
        {
            ThoughtFilter filter = new();

            string through = string.Concat(text.Chunk(size).Select(piece => filter.Push(new string(piece)))) + filter.Flush();

            Assert.Equal(said, through);
        }
    }
}
