using EmotionVoice.Edge.Devices.Tests.Children;

namespace EmotionVoice.Edge.Devices.Tests.Bindings.Gpio;

/// <summary>Builds the C fakes beside the tests; skips the test where there is no C compiler.</summary>
internal static class FakeLibrary
{
    public static async Task BuildAsync(string source, string library, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(library)!);
        string path = Path.Combine(AppContext.BaseDirectory, "Bindings", "Gpio", "Fakes", source);
        await using ChildProcess compiler = ChildProcess.Run(
            new Dictionary<string, string>(), "/bin/sh", "-c", $"command -v cc >/dev/null || exit 77; cc -shared -fPIC -o '{library}' '{path}' -ldl");
        int exitCode = await compiler.EndAsync(cancellationToken);
        if (exitCode == 77)
            Assert.Skip("A C compiler builds the simulated hardware; there is none. On Debian: sudo apt install gcc libc6-dev");
        Assert.True(exitCode == 0, await compiler.ErrorsAsync());
    }
}
