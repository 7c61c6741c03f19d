using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Devices.Audio;
using EmotionVoice.Edge.Diagnostics;

namespace EmotionVoice.Edge.Tests.Diagnostics;

public sealed class DeviceListTests
{
    private static readonly AudioDeviceCatalog s_two = new(
    [
        new AudioDevice(0, "USB headset", 1, 2, 48_000, IsDefaultInput: true, IsDefaultOutput: false),
        new AudioDevice(1, "HDMI", 0, 8, 44_100, IsDefaultInput: false, IsDefaultOutput: true),
    ], null);

    [Fact]
    public void DefaultsAndChosenDevicesAreMarked()
    {
        DeviceList defaults = DeviceList.Of(s_two, new AudioOptions());
        DeviceList chosen = DeviceList.Of(s_two, new AudioOptions { Speaker = "usb" });

        Assert.Equal(["microphone", "speaker"], defaults.Lines.Select(line => line.UsedAs));
        Assert.Equal(["microphone+speaker", ""], chosen.Lines.Select(line => line.UsedAs));
        Assert.Empty(chosen.Problems);
    }

    [Fact]
    public void ADeviceInTheSettingsThatIsNotThereIsNamed() =>
        Assert.Contains("Audio:Microphone \"studio\"", Assert.Single(DeviceList.Of(s_two, new AudioOptions { Microphone = "studio" }).Problems), StringComparison.Ordinal);

    [Fact]
    public void WithoutDevicesTheReasonAndWhatToDoAreSaid()
    {
        DeviceList list = DeviceList.Of(new AudioDeviceCatalog([], "No sound system."), new AudioOptions());

        Assert.Equal("No sound system.", list.Problems[0]);
        Assert.Contains("Connect a device", list.Problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingMicrophoneIsAWarningByDefaultAndAFailureWhenItWasChosen()
    {
        Assert.Equal(CheckStatus.Warn, SoundCheck.Judge("microphone", "default", null, null).Status);
        Assert.Equal(CheckStatus.Fail, SoundCheck.Judge("microphone", "studio", null, null).Status);
        Assert.Equal(CheckStatus.NotApplicable, SoundCheck.Judge("microphone", "wav:a.wav", null, null).Status);
    }
}
