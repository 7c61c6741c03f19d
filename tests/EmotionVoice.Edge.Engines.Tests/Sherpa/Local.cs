using System.Buffers.Binary;

namespace EmotionVoice.Edge.Engines.Tests.Sherpa;

/// <summary>Files that a test needs and a checkout need not have. Each look-up skips with the way to enable it.</summary>
internal static class Local
{
    private static readonly string? s_repository = FindRepository();

    /// <summary>A fetched or mirrored model file; <paramref name="relative"/> as in <c>silero-vad-v5/silero_vad_v5.onnx</c>.</summary>
    internal static string Model(string relative)
    {
        string[] roots = s_repository is null
            ? []
            :
            [
                Path.Combine(s_repository, "models"),
                Path.Combine(s_repository, "artifacts", "models"),
                Path.Combine(s_repository, "..", "shared", "models", "project"),
                Path.Combine(s_repository, "..", "shared", "models"),
            ];
        foreach (string root in roots)
        {
            string path = Path.GetFullPath(Path.Combine(root, relative));
            if (Path.Exists(path))
                return path;
        }

        Assert.Skip($"The model {relative} is not here; run ./scripts/test.sh, which fetches what registries have.");
        return "";
    }

    /// <summary>A recording of the shared collection, as mono float32 at 16 kHz.</summary>
    internal static float[] Clip(string relative) => ReadWave(ClipPath(relative));

    internal static string ClipPath(string relative)
    {
        string path = Beside(relative);
        if (!Path.Exists(path))
            Assert.Skip($"The recording {relative} is not here; it belongs to the collection beside the repository (../shared).");
        return path;
    }

    /// <summary>Where the shared collection would have a file, whether or not it is there.</summary>
    internal static string Beside(string relative) =>
        Path.GetFullPath(Path.Combine(s_repository ?? "/", "..", "shared", relative));

    /// <summary>16-bit mono PCM only.</summary>
    internal static float[] ReadWave(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int position = 12;
        while (!bytes.AsSpan(position, 4).SequenceEqual("data"u8))
            position += 8 + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(position + 4));
        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(position + 4)) / 2;
        float[] samples = new float[count];
        for (int i = 0; i < count; i++)
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(position + 8 + (2 * i))) / 32768f;
        return samples;
    }

    /// <summary>The chirp of the voice model's test vectors: 2 s from 100 Hz upwards.</summary>
    internal static float[] Chirp()
    {
        float[] samples = new float[32_000];
        for (int n = 0; n < samples.Length; n++)
        {
            double t = n / 16_000.0;
            samples[n] = (float)(0.3 * Math.Sin(2 * Math.PI * ((100 * t) + (250 * t * t))));
        }

        return samples;
    }

    /// <summary>Skips unless sherpa-onnx and the ONNX Runtime beside it can be loaded.</summary>
    internal static void NeedSherpa()
    {
        try
        {
            _ = SherpaOnnx.VersionInfo.Version;
        }
        catch (DllNotFoundException error)
        {
            Assert.Skip(error.Message);
        }
    }

    /// <summary>Skips unless espeak-ng and its data are installed.</summary>
    internal static EspeakNg.EspeakEngine NeedEspeak()
    {
        try
        {
            return EspeakNg.EspeakEngine.Open();
        }
        catch (Exception error) when (error is DllNotFoundException or EspeakNg.EspeakException)
        {
            Assert.Skip(error.Message + " (apt install libespeak-ng1 espeak-ng-data)");
            throw;
        }
    }

    private static string? FindRepository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EmotionVoice.Edge.sln")))
                return folder.FullName;
        }

        return null;
    }
}
