namespace EmotionVoice.Edge.Engines.Tests.WordEmotion;

/// <summary>The model in models/word-emotion of this repository.</summary>
internal static class WordModel
{
    public static string Folder { get; } = Find();

    public static string File => Path.Combine(Folder, "word-emotion.safetensors");

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "EmotionVoice.Edge.sln")))
                return Path.Combine(folder.FullName, "models", "word-emotion");
        throw new InvalidOperationException("The repository's root was not found above the test folder.");
    }
}
