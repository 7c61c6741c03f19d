using EmotionVoice.Edge.Testing.SoundServer;

namespace EmotionVoice.Edge.Scenarios;

/// <summary>The program as its users start it.</summary>
internal static class EmotionVoiceProgram
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "emotionvoice");

    public static ChildProcess Start(IReadOnlyDictionary<string, string> environment, params string[] args) => ChildProcess.Run(environment, Path, args);
}
