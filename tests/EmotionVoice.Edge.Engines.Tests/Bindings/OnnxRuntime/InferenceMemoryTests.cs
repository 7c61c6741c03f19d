using System.Globalization;
using EmotionVoice.Edge.Engines.Tests.Sherpa;
using Microsoft.ML.OnnxRuntime;

namespace EmotionVoice.Edge.Engines.Tests.Bindings.OnnxRuntime;

/// <summary>What is measured of the whole process runs when no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class InferenceMemoryTests
{
    [Fact]
    public void SixHundredRunsDoNotGrowTheProcess()
    {
        using InferenceSession session = InferenceSessionTests.Open();
        using RunOptions run = new();
        float[] sound = Local.Chirp()[..8_000];

        // The native heap settles during the first runs.
        Repeat(50);
        long before = ResidentBytes();
        Repeat(600);
        long grown = ResidentBytes() - before;

        // One leaked input and output a run would be 600 * (32,000 + 1,100) bytes = 20 MB.
        Assert.InRange(grown, long.MinValue, 12_000_000);

        void Repeat(int times)
        {
            for (int i = 0; i < times; i++)
            {
                using OrtValue input = OrtValue.CreateTensorValueFromMemory(sound, [1, sound.Length]);
                using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, ["audio"], [input], session.OutputNames);
                Assert.Equal(2, outputs.Count);
            }
        }
    }

    private static long ResidentBytes()
    {
        string line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(6, line.Length - 9), CultureInfo.InvariantCulture) * 1024;
    }
}
