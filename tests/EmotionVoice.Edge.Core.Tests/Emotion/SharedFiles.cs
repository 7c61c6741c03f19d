using System.Buffers.Binary;

namespace EmotionVoice.Edge.Core.Tests.Emotion;

/// <summary>Clips and score files that may lie beside the repository, in a folder named shared. No test needs them.</summary>
internal static class SharedFiles
{
    public static string Require(string path)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "EmotionVoice.Edge.sln")))
                continue;
            string full = Path.Combine(folder.FullName, "..", "shared", path);
            if (Path.Exists(full))
                return full;
            break;
        }

        Assert.Skip($"../shared/{path} is not there. Put the evaluation files beside the repository to run this test.");
        return "";
    }

    /// <summary>Samples of a 16-bit mono WAV with the plain header of 44 bytes.</summary>
    public static float[] ReadWav(string path)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(path).AsSpan(44);
        float[] samples = new float[bytes.Length / 2];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) / 32768f;
        return samples;
    }
}
