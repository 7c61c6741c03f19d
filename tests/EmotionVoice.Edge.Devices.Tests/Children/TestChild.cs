using EmotionVoice.Edge.Testing.SoundServer;

namespace EmotionVoice.Edge.Devices.Tests.Children;

/// <summary>This test executable again, as <see cref="Child"/>: with an environment of its own from its first instruction on.</summary>
internal static class TestChild
{
    public static ChildProcess Start(IReadOnlyDictionary<string, string> environment, params string[] args) =>
        ChildProcess.Run(environment, Command[0], [.. Command[1..], "child", .. args]);

    /// <summary>How this test executable is started: by itself, or through the dotnet host.</summary>
    public static string[] Command
    {
        get
        {
            string own = Environment.ProcessPath!;
            return Path.GetFileNameWithoutExtension(own) == "dotnet" ? [own, typeof(Child).Assembly.Location] : [own];
        }
    }
}
