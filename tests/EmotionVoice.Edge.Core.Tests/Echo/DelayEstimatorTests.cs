using EmotionVoice.Edge.Core.Echo;

namespace EmotionVoice.Edge.Core.Tests.Echo;

public sealed class DelayEstimatorTests
{
    [Theory]
    [InlineData(-1_500)]
    [InlineData(0)]
    [InlineData(320)]
    [InlineData(4_801)]
    [InlineData(14_300)]
    public void AnEchoIsFoundToTheSampleWhereverItIs(int delay)
    {
        Random random = new(3);
        DelayEstimator estimator = new();
        bool sure = false;
        int found = 0;
        for (int window = 0; window < 2; window++)
        {
            float[] played = Noise(random, DelayEstimator.PlayedWindow, 0.2f);
            sure = estimator.TryEstimate(Recorded(played, delay, 0.1f, random), played, out found);
        }

        Assert.True(sure);
        Assert.Equal(delay, found);
    }

    [Fact]
    public void OneWindowIsNotEnoughToBeSure()
    {
        Random random = new(3);
        float[] played = Noise(random, DelayEstimator.PlayedWindow, 0.2f);

        Assert.False(new DelayEstimator().TryEstimate(Recorded(played, 320, 0.1f, random), played, out _));
    }

    [Fact]
    public void WhatHasNothingToDoWithWhatWasPlayedHasNoDelay()
    {
        Random random = new(3);
        DelayEstimator estimator = new();
        for (int window = 0; window < 40; window++)
            Assert.False(estimator.TryEstimate(Noise(random, DelayEstimator.Window, 0.2f), Noise(random, DelayEstimator.PlayedWindow, 0.2f), out _));
    }

    [Fact]
    public void InSilenceNothingIsLookedFor()
    {
        Random random = new(3);
        DelayEstimator estimator = new();

        for (int window = 0; window < 4; window++)
            Assert.False(estimator.TryEstimate(Noise(random, DelayEstimator.Window, 0.2f), new float[DelayEstimator.PlayedWindow], out _));
    }

    private static float[] Recorded(float[] played, int delay, float gain, Random random)
    {
        float[] recorded = Noise(random, DelayEstimator.Window, 0.01f);
        for (int i = 0; i < recorded.Length; i++)
            recorded[i] += gain * played[i + DelayEstimator.Most - delay];
        return recorded;
    }

    private static float[] Noise(Random random, int count, float amplitude) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5) * 2 * amplitude)];
}
