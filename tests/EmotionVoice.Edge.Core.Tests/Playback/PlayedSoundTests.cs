using EmotionVoice.Edge.Core.Playback;

namespace EmotionVoice.Edge.Core.Tests.Playback;

public sealed class PlayedSoundTests
{
    private readonly PlayedSound _played = new();
    private readonly float[] _block = new float[4];

    [Fact]
    public void WhatIsPlayedIsReadOnceAndInOrder()
    {
        PlayedSound.Device device = _played.Begin(48_000);
        device.Add([1, 2, 3, 4, 5]);

        Assert.Equal((4, 48_000, true), (_played.Read(_block, out int rate, out bool restarted), rate, restarted));
        Assert.Equal([1, 2, 3, 4], _block);
        Assert.Equal((1, false), (_played.Read(_block, out _, out restarted), restarted));
        Assert.Equal(5, _block[0]);
        Assert.Equal(0, _played.Read(_block, out _, out _));
    }

    [Fact]
    public void ADeviceThatNeverPlaysTakesNothingFromTheOneThatDoes()
    {
        PlayedSound.Device first = _played.Begin(48_000);
        first.Add([1]);
        _played.Read(_block, out _, out _);
        PlayedSound.Device second = _played.Begin(44_100);
        first.Add([2]);

        Assert.Equal((1, false), (_played.Read(_block, out _, out bool restarted), restarted));
        second.Add([7]);
        first.Add([3]);
        Assert.Equal((1, 44_100, true), (_played.Read(_block, out int rate, out restarted), rate, restarted));
        Assert.Equal(7, _block[0]);
    }

    [Fact]
    public void AReaderThatIsTooSlowIsTold()
    {
        PlayedSound.Device device = _played.Begin(100);
        device.Add([1]);
        _played.Read(_block, out _, out _);
        device.Add(new float[401]);

        Assert.Equal((0, true), (_played.Read(_block, out _, out bool restarted), restarted));
    }
}
