using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Devices.LedRing;
using EmotionVoice.Edge.Devices.Tests.Bindings.Gpio;

namespace EmotionVoice.Edge.Devices.Tests.LedRing;

public sealed class Ws28xxLedRingTests
{
    private const string Dark = "924924";
    private const string Full = "DB6DB6";
    private static readonly string s_silence = new('0', 60);

    [Fact]
    public void AFrameIsGreenRedBlueForEachLedAndAPause()
    {
        using RecordingSpiDevice spi = new();
        using Ws28xxLedRing ring = new(spi, 3);
        ring.Show([new Rgb(255, 0, 0), new Rgb(0, 255, 0), new Rgb(0, 0, 255)]);
        Assert.Equal(Dark + Full + Dark + Full + Dark + Dark + Dark + Dark + Full + s_silence, Convert.ToHexString(Assert.Single(spi.Written)));
    }

    [Fact]
    public void SixtyLedsFitIntoOneTransferOfTheKernelsDefaultBuffer()
    {
        using RecordingSpiDevice spi = new();
        using Ws28xxLedRing ring = new(spi, 60);
        ring.Show(new Rgb[60]);
        Assert.Equal(60 * 9 + 30, Assert.Single(spi.Written).Length);
    }

    [Fact]
    public void TheEndLeavesTheRingDarkAndClosesTheBus()
    {
        RecordingSpiDevice spi = new();
        Ws28xxLedRing ring = new(spi, 1);
        ring.Show([new Rgb(255, 255, 255)]);
        ring.Dispose();
        Assert.Equal(Dark + Dark + Dark + s_silence, Convert.ToHexString(spi.Written[^1]));
        Assert.True(spi.IsDisposed);
    }

    [Fact]
    public void ABusThatIsGoneDoesNotStopTheEnd()
    {
        RecordingSpiDevice spi = new() { Failure = new IOException("gone") };
        Ws28xxLedRing ring = new(spi, 1);
        Assert.Throws<IOException>(() => ring.Show(new Rgb[1]));
        ring.Dispose();
        Assert.True(spi.IsDisposed);
    }

    [Fact]
    public void AFrameOfAnotherLengthIsRefused()
    {
        using RecordingSpiDevice spi = new();
        using Ws28xxLedRing ring = new(spi, 2);
        Assert.Throws<ArgumentException>(() => ring.Show(new Rgb[3]));
    }

    [Fact]
    public void AMissingBusIsNamedWithWhatToDo()
    {
        IOException error = Assert.Throws<IOException>(() => Ws28xxLedRing.Open(new Ws28xxOptions { Bus = 98, ChipSelect = 1 }, 16));
        Assert.StartsWith("There is no LED ring at /dev/spidev98.1: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("group spi", error.Message, StringComparison.Ordinal);
    }
}
