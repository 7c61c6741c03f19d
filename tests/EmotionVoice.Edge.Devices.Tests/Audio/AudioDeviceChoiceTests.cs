using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Devices.Audio;

namespace EmotionVoice.Edge.Devices.Tests.Audio;

public sealed class AudioDeviceChoiceTests
{
    private static readonly AudioDevice[] Devices =
    [
        new(0, "HDA Intel: ALC256 Analog (hw:0,0)", 2, 2, 48_000, false, false),
        new(1, "ReSpeaker 4 Mic Array", 6, 0, 16_000, false, false),
        new(2, "USB Speaker", 0, 2, 48_000, false, false),
        new(3, "USB", 1, 1, 48_000, false, true),
        new(4, "default", 32, 32, 44_100, true, false),
    ];

    [Theory]
    [InlineData(null, 4)]
    [InlineData("", 4)]
    [InlineData("Default", 4)]
    [InlineData("1", 1)]
    [InlineData("respeaker", 1)]
    [InlineData("usb", 3)] // the whole name before a part of one
    [InlineData("analog", 0)]
    public void A_microphone_is_meant_by_number_name_or_nothing(string? wanted, int index) =>
        Assert.Equal(index, AudioDeviceChoice.Choose(Devices, wanted, forInput: true).Index);

    [Theory]
    [InlineData(null, 3)]
    [InlineData("speaker", 2)] // the array can't play
    public void A_loudspeaker_has_to_be_able_to_play(string? wanted, int index) =>
        Assert.Equal(index, AudioDeviceChoice.Choose(Devices, wanted, forInput: false).Index);

    [Theory]
    [InlineData("kitchen")]
    [InlineData("2")] // can't record
    [InlineData("99")]
    public void A_wrong_name_lists_what_there_is(string wanted)
    {
        string message = Assert.Throws<AudioDeviceException>(() => AudioDeviceChoice.Choose(Devices, wanted, forInput: true)).Message;
        Assert.Equal($"No microphone is called \"{wanted}\". There are: 0 \"HDA Intel: ALC256 Analog (hw:0,0)\", 1 \"ReSpeaker 4 Mic Array\", 3 \"USB\", 4 \"default\". Choose one of these in the configuration.", message);
    }

    [Fact]
    public void Without_any_device_the_message_says_what_is_missing() =>
        Assert.StartsWith("No loudspeaker was found", Assert.Throws<AudioDeviceException>(() => AudioDeviceChoice.Choose([], null, forInput: false)).Message, StringComparison.Ordinal);

    [Fact]
    public void Without_a_default_the_first_able_device_serves() =>
        Assert.Equal(0, AudioDeviceChoice.Choose(Devices[..3], null, forInput: true).Index);
}
