using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Devices.Simulated;

namespace EmotionVoice.Edge.Devices.Tests.Simulated;

public sealed class EchoPathTests
{
    [Fact]
    public void AClickComesBackAfterTheDelayAtTheLevel()
    {
        float[] echo = Process(new EchoPath(-20, TimeSpan.FromMilliseconds(25)), Click(1_600));

        Assert.Equal(0.1f, echo[400], 4);
        Assert.Equal(1, echo.Count(sample => sample != 0));
    }

    [Fact]
    public void ARoomKeepsTheLevelAndItsSilenceBeforeTheFirstPathIsNoDelay()
    {
        // 10 ms of nothing, then a direct path and one reflection.
        float[] room = new float[480];
        (room[160], room[320]) = (0.3f, -0.3f);

        float[] echo = Process(new EchoPath(0, TimeSpan.FromMilliseconds(10), room), Click(1_600));

        Assert.Equal(MathF.Sqrt(0.5f), echo[160], 4);
        Assert.Equal(-MathF.Sqrt(0.5f), echo[320], 4);
        Assert.Equal(2, echo.Count(sample => sample != 0));
    }

    private static float[] Click(int samples)
    {
        float[] click = new float[samples];
        click[0] = 1;
        return click;
    }

    private static float[] Process(EchoPath path, float[] played)
    {
        float[] echo = new float[played.Length];
        for (int at = 0; at < played.Length; at += RecordedSound.BlockSamples)
            path.Process(played.AsSpan(at, RecordedSound.BlockSamples), echo.AsSpan(at, RecordedSound.BlockSamples));
        return echo;
    }
}
