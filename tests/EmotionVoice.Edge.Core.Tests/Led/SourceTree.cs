namespace EmotionVoice.Edge.Core.Tests.Led;

/// <summary>Files of the source tree that tests compare with.</summary>
internal static class SourceTree
{
    /// <summary>Set to 1 to write the expected files anew; look at the difference before keeping it.</summary>
    private const string UpdateVariable = "EMOTIONVOICE_UPDATE_GOLDEN";

    public static bool Update => Environment.GetEnvironmentVariable(UpdateVariable) == "1";

    public static string HowToUpdate => $"If the change is meant, run the tests once with {UpdateVariable}=1 and look at what changed.";

    public static string File(params string[] path)
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !System.IO.File.Exists(Path.Combine(at.FullName, "EmotionVoice.Edge.sln")))
            at = at.Parent;
        return Path.Combine([at?.FullName ?? throw new InvalidOperationException("The tests run inside the source tree."), .. path]);
    }
}
