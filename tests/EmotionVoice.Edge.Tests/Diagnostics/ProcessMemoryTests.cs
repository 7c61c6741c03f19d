using EmotionVoice.Edge.Diagnostics;

namespace EmotionVoice.Edge.Tests.Diagnostics;

public sealed class ProcessMemoryTests
{
    [Fact]
    public void ResidentAndPeakAreReadFromTheKernelsWords()
    {
        ProcessMemory memory = ProcessMemory.Parse(["Name:\temotionvoice", "VmHWM:\t  300000 kB", "VmRSS:\t  200000 kB"]);

        Assert.Equal(new ProcessMemory(200_000 * 1024L, 300_000 * 1024L), memory);
    }

    [Fact]
    public void ThisProcessHasMemory() => Assert.True(ProcessMemory.Read().ResidentBytes > 1_000_000);
}
