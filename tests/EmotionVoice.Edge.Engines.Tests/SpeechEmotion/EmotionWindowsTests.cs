using EmotionVoice.Edge.Engines.SpeechEmotion;

namespace EmotionVoice.Edge.Engines.Tests.SpeechEmotion;

public class EmotionWindowsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(100, 1)]
    [InlineData(128_000, 1)]
    [InlineData(128_001, 2)]
    [InlineData(400_000, 4)]
    public void WindowsAreEqualAndCoverTheSound(int samples, int count)
    {
        Range[] windows = [.. EmotionWindows.Of(samples)];
        Assert.Equal(count, windows.Length);
        Assert.Equal(samples, windows.Sum(window => window.GetOffsetAndLength(samples).Length));
        Assert.All(windows, window => Assert.InRange(window.GetOffsetAndLength(samples).Length, samples / count, EmotionWindows.Longest));
    }
}
