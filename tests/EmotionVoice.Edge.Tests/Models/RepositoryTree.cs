namespace EmotionVoice.Edge.Tests.Models;

/// <summary>Finds the source tree from the test's own folder.</summary>
internal static class RepositoryTree
{
    public static string Root { get; } = FindRoot();

    public static string Models => Path.Combine(Root, "models");

    /// <summary>The development mirror, or a skipped test.</summary>
    public static string RequireMirror()
    {
        string mirror = Path.GetFullPath(Path.Combine(Root, "..", "shared", "models"));
        if (!Directory.Exists(mirror))
            Assert.Skip("There is no model mirror beside the source tree. To run this test put one at ../shared/models.");
        return mirror;
    }

    private static string FindRoot()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "EmotionVoice.Edge.sln")))
            at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("The tests run inside the source tree.");
    }
}
