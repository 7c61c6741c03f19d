using System.Buffers.Binary;
using Whisper.net;

namespace EmotionVoice.Edge.Engines.Tests.Bindings.Whisper;

/// <summary>The real library, with real weights when a mirror of them lies beside the repository; tests skip without.</summary>
public sealed class WhisperModel : IDisposable
{
    private readonly Lazy<WhisperFactory?> factory = new(() =>
        File.Exists(ModelPath) ? WhisperFactory.FromPath(ModelPath) : null);

    private static readonly string? Root = FindRoot();

    public static string ModelPath => Path.Combine(Shared, "models", "whisper-base", "ggml-base-q5_1.bin");

    private static string Shared => Path.Combine(Root ?? AppContext.BaseDirectory, "..", "shared");

    /// <summary>The folder of a group of native files, or null when natives.sh has not run.</summary>
    public static string? Natives(string group)
    {
        string rid = "linux-" + System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        string folder = Path.Combine(Root ?? "", "artifacts", "natives", rid, group);
        return Root is not null && Directory.Exists(folder) ? folder : null;
    }

    /// <summary>A builder on the real weights; two threads, as a cut context of 4 s then takes well under a second.</summary>
    public WhisperProcessorBuilder Builder()
    {
        RequireLibrary();
        WhisperFactory? model = factory.Value;
        if (model is null)
            Assert.Skip("The weights of Whisper base are not there: put ggml-base-q5_1.bin into ../shared/models/whisper-base.");
        return model!.CreateBuilder().WithThreads(2);
    }

    public static void RequireLibrary()
    {
        if (Natives("whisper") is null)
            Assert.Skip("libwhisper is not there: run ./scripts/natives.sh.");
    }

    /// <summary>Samples of a clip (mono, 16 kHz, 16 bit).</summary>
    public static float[] Clip(string language, string name)
    {
        string path = Path.Combine(Shared, "clips", language, name + ".wav");
        if (!File.Exists(path))
            Assert.Skip($"The clip ../shared/clips/{language}/{name}.wav is not there.");

        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        int data = file.IndexOf("data"u8) + 8;
        var samples = new float[(file.Length - data) / 2];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(file[(data + (2 * i))..]) / 32768f;
        return samples;
    }

    public void Dispose() => (factory.IsValueCreated ? factory.Value : null)?.Dispose();

    private static string? FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EmotionVoice.Edge.sln")))
                return folder.FullName;
        }

        return null;
    }
}
