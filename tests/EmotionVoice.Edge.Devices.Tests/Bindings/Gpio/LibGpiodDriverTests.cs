using System.Device.Gpio;
using System.Device.Gpio.Drivers;
using EmotionVoice.Edge.Devices.Tests.Children;

namespace EmotionVoice.Edge.Devices.Tests.Bindings.Gpio;

/// <summary>Against a simulated libgpiod in a process of its own, and against the real one where no chip is.</summary>
public sealed class LibGpiodDriverTests : IDisposable
{
    private const int PullUp = 32;

    private readonly string _folder = Directory.CreateTempSubdirectory("emotionvoice-gpio-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task EdgesArriveWithTheLevelAndEverythingIsGivenBack()
    {
        string fifo = Path.Combine(_folder, "line");
        string log = Path.Combine(_folder, "log");
        await FakeLibrary.BuildAsync("gpiod.c", Path.Combine(_folder, "gpiod", "libgpiod.so.2"), Token);
        await using ChildProcess makeFifo = ChildProcess.Run(new Dictionary<string, string>(), "/bin/sh", "-c", $"mkfifo '{fifo}'");
        Assert.Equal(0, await makeFifo.EndAsync(Token));

        await using ChildProcess program = ChildProcess.Start(
            new Dictionary<string, string> { ["EMOTIONVOICE_NATIVES"] = _folder, ["FAKE_GPIO"] = fifo, ["FAKE_GPIO_LOG"] = log }, "gpio", "17", "60");
        Assert.Equal("High", await program.WaitForAsync("watching", Token));
        await using (FileStream line = new(fifo, FileMode.Open, FileAccess.Write))
            await line.WriteAsync("frf"u8.ToArray(), Token);
        for (int i = 0; i < 3; i++)
            await program.WaitForAsync("edge", Token);
        int exitCode = await program.EndAsync(Token);

        Assert.True(exitCode == 0, await program.ErrorsAsync());
        Assert.Equal(["Falling", "Rising", "Falling"], program.Said("edge"));
        Assert.Equal("GPIO 60 is not there: Invalid argument.", Assert.Single(program.Said("missing")));
        Assert.Equal(
            [$"input {PullUp}", "release 0", $"edges {PullUp}", "release 0", $"input {PullUp}", "release 0", "close 0"],
            await File.ReadAllLinesAsync(log, Token));
    }

    [Fact]
    public void AMissingChipIsAnIoErrorThatNamesItOrItsLibrary()
    {
        IOException error = Assert.ThrowsAny<IOException>(() => new LibGpiodDriver(99));
        Assert.True(error.Message.Contains("/dev/gpiochip99", StringComparison.Ordinal) || error.Message.Contains("libgpiod2", StringComparison.Ordinal), error.Message);
    }

    [Fact]
    public void AClosedPinCanNotBeRead()
    {
        using Button.FakeGpioDriver driver = new(17);
        using GpioController controller = new(driver);
        Assert.Throws<InvalidOperationException>(() => controller.Read(17));
        controller.OpenPin(17, PinMode.InputPullUp);
        Assert.Equal(PinValue.High, controller.Read(17));
        Assert.Throws<InvalidOperationException>(() => controller.OpenPin(17, PinMode.Input));
        Assert.Throws<InvalidOperationException>(() => controller.OpenPin(18, PinMode.Output));
    }
}
