namespace EmotionVoice.Edge.Engines.Sherpa;

/// <summary>Where and how sherpa-onnx runs a model: on the CPU, with the settings of onnx-session.conf beside the program.</summary>
internal static class OnnxProvider
{
    private const string Cpu = "cpu";

    private static readonly string s_settings = Path.Combine(AppContext.BaseDirectory, "Sherpa", "onnx-session.conf");

    /// <summary>The library ends the process over a file that isn't there, so the bare name takes its place.</summary>
    public static string Name { get; } = File.Exists(s_settings) ? $"{Cpu}:{s_settings}" : Cpu;
}
