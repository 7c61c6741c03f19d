using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Devices.Simulated;

namespace EmotionVoice.Edge.Devices.Tests.Simulated;

public sealed class RecordedSoundTests
{
    private const int Block = RecordedSound.BlockSamples;

    [Fact]
    public void WhatIsAudibleIsFoundWithinItsBlockOnly()
    {
        RecordedSound sound = Recorded("..##...#..");

        Assert.Equal(2 * Block, sound.FirstAudible(0));
        Assert.Equal(3 * Block, sound.FirstAudible(2 * Block + 1));
        Assert.Equal(8 * Block, sound.LastAudible(0));
        Assert.Equal(4 * Block, sound.LastAudible(0, 7 * Block));
        Assert.Null(sound.FirstAudible(8 * Block));
        Assert.Null(sound.FirstAudible(4 * Block, 7 * Block));
        Assert.Null(sound.LastAudible(0, 2 * Block));
    }

    [Fact]
    public void AShortGapIsNoSilence()
    {
        RecordedSound sound = Recorded("##.##...#");

        Assert.Equal(5 * Block, sound.SilentFrom(0, TimeSpan.FromMilliseconds(30)));
        Assert.Equal(2 * Block, sound.SilentFrom(0, TimeSpan.FromMilliseconds(10)));
        Assert.Null(sound.SilentFrom(0, TimeSpan.FromMilliseconds(40)));
    }

    [Fact]
    public void ALevelIsThatOfTheAudiblePart()
    {
        Assert.Equal(-20, Recorded("#.....#").AudibleLevelDb(), 1);
        Assert.Equal(Level.SilenceDbfs, Recorded("...").AudibleLevelDb());
    }

    [Fact]
    public void ACopyEndsWithWhatIsRecorded() =>
        Assert.Equal(2 * Block, Recorded("....").Samples(2 * Block).Length);

    // '#' is a block at -20 dBFS, '.' one at -60.
    private static RecordedSound Recorded(string blocks)
    {
        RecordedSound sound = new();
        foreach (char block in blocks)
            sound.Add([.. Enumerable.Repeat(block == '#' ? 0.1f : 0.001f, Block)]);
        return sound;
    }
}
