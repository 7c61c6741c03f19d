using System.CommandLine;
using System.Text.Json;
using EmotionVoice.Edge.Tests.Models;

namespace EmotionVoice.Edge.Tests.Commands;

/// <summary>What one run of the program came to; in this process, with streams of its own.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    public static async Task<ProgramRun> OfAsync(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        int code = await CommandLine.RunAsync(arguments, new InvocationConfiguration { Output = output, Error = error });
        return new ProgramRun(code, output.ToString(), error.ToString());
    }

    /// <summary>The same, skipped where engines or models are not here.</summary>
    public static async Task<ProgramRun> WithEnginesAsync(params string[] arguments)
    {
        ProgramRun run = await OfAsync(arguments);
        if (run.ExitCode == ExitCodes.Unavailable)
            Assert.Skip($"{run.Error.Trim()} (./scripts/test.sh fetches what registries have)");
        return run;
    }

    public JsonElement[] Lines => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>A user's mistake is told in sentences.</summary>
    public void IsPlain()
    {
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("defect", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Error, StringComparison.Ordinal);
    }

    /// <summary>A folder of the collection beside the repository, or a skipped test.</summary>
    public static string Shared(string relative)
    {
        string path = Path.GetFullPath(Path.Combine(RepositoryTree.Root, "..", "shared", relative));
        if (!Path.Exists(path))
            Assert.Skip($"The recordings ../shared/{relative} are not here. To run this test put the collection beside the source tree.");
        return path;
    }
}
