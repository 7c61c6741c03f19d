using System.Device.Spi;
using EmotionVoice.Edge.Devices.Tests.Children;

namespace EmotionVoice.Edge.Devices.Tests.Bindings.Gpio;

/// <summary>In a process of its own, whose /dev/spidev0.1 is played by a preloaded library.</summary>
public sealed class SpiDeviceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotionvoice-spi-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task LedsReachTheWireAsTheDataSheetWantsThem()
    {
        string library = Path.Combine(_folder, "spidev.so");
        string recording = Path.Combine(_folder, "spidev");
        await FakeLibrary.BuildAsync("spidev.c", library, Token);
        await using ChildProcess program = ChildProcess.Start(new Dictionary<string, string> { ["LD_PRELOAD"] = library, ["FAKE_SPIDEV"] = recording }, "ws2812");
        int exitCode = await program.EndAsync(Token);
        Assert.True(exitCode == 0, await program.ErrorsAsync());

        // Green, red, blue: 0x00, 0xFF, 0x00 and 0x80, 0x01, 0x55; then 30 bytes of silence.
        string pixels = "924924DB6DB6924924" + "D24924924926" + "9A69A6";
        Assert.Equal(
            ["open /dev/spidev0.1", "mode 0", "bits 8", "hz 2400000", $"write 48/2400000/8/0 {pixels}{new string('0', 60)}"],
            await File.ReadAllLinesAsync(recording, Token));
    }

    [Fact]
    public void AMissingBusIsAnErrorOfTheFirstTransfer()
    {
        using SpiDevice device = SpiDevice.Create(new SpiConnectionSettings(97, 3));
        IOException error = Assert.ThrowsAny<IOException>(() => device.Write([1, 2, 3]));
        Assert.Contains("/dev/spidev97.3", error.Message, StringComparison.Ordinal);
    }
}
