using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Engines.Tests.Sherpa;
using EmotionVoice.Edge.Engines.Wake;

namespace EmotionVoice.Edge.Engines.Tests.Wake;

/// <summary>Wake word models for tests.</summary>
internal static class WakeModels
{
    public static OpenWakeWordOptions Alexa { get; } = new()
    {
        Melspectrogram = Find("melspectrogram.onnx"), Embedding = Find("embedding_model.onnx"), Word = Find("alexa_v0.1.onnx"),
    };

    /// <summary>Skips with the way to get what is missing.</summary>
    public static OpenWakeWordDetector Detector(WakeOptions? options = null)
    {
        Local.NeedSherpa();
        if (new[] { Alexa.Melspectrogram, Alexa.Embedding, Alexa.Word }.Any(path => !File.Exists(path)))
            Assert.Skip("The wake word model is not here; get it with: emotionvoice models fetch wake-alexa");
        return new OpenWakeWordDetector(Alexa, options ?? new WakeOptions());
    }

    /// <summary>All recordings of a folder of the shared collection, in the order of their names.</summary>
    public static string[] Clips(string folder) =>
        [.. Directory.GetFiles(Local.ClipPath(folder), "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    // `models fetch` in a checkout leaves them in artifacts/models.
    private static string Find(string file)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EmotionVoice.Edge.sln")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? "/", "artifacts", "models", "wake-alexa", file);
    }
}
