using EmotionVoice.Edge.Engines.Tests.Sherpa;
using Microsoft.ML.OnnxRuntime;

namespace EmotionVoice.Edge.Engines.Tests.Bindings.OnnxRuntime;

public class OneCopyTests
{
    [Fact]
    public void SherpaAndTheManagedApiShareOneRuntime()
    {
        Local.NeedSherpa();
        using SessionOptions options = new();
        Assert.Equal(0, options.IntraOpNumThreads);

        string[] copies = [.. File.ReadLines("/proc/self/maps")
            .Where(line => line.Contains("libonnxruntime", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf('/', StringComparison.Ordinal)..])
            .Distinct()];
        Assert.Single(copies);
    }
}
