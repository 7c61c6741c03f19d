using LLama.Common;

namespace EmotionVoice.Edge.Engines.Tests.Llama;

/// <summary>Finds the models of these tests, or skips the test and says what is missing.</summary>
internal static class LlamaTestModels
{
    private const string ReplyFile = "emotionvoice-reply-q8_0.gguf";

    /// <summary>The project's own small reply model: ChatML, context of 512 tokens.</summary>
    internal static string Reply => Require(
        "models/reply/" + ReplyFile + " is in git; run the tests in a complete checkout.",
        Path.Combine(Repository.FullName, "models", "reply", ReplyFile),
        Path.Combine(Shared, "project", "reply", ReplyFile));

    /// <summary>A base model, too large and not free enough for git.</summary>
    internal static string Gemma => Require(
        "the larger base model is not here; put gemma-3-270m-small into ../shared/models beside the repository.",
        Path.Combine(Shared, "gemma-3-270m-small", "gemma-3-270m-small.gguf"));

    /// <summary>The examples that go before the conversation: the first fenced block of the model's prompt page.</summary>
    internal static string GemmaPrefix()
    {
        string page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Gemma)!, "few-shot-prompt.md"));
        int start = page.IndexOf("```text\n", StringComparison.Ordinal) + "```text\n".Length;
        return page[start..page.IndexOf("\n```", start, StringComparison.Ordinal)].TrimEnd() + "\n\n";
    }

    private static DirectoryInfo Repository { get; } = FindRepository();

    private static string Shared => Path.Combine(Repository.Parent!.FullName, "shared", "models");

    private static string Require(string advice, params string[] candidates)
    {
        try
        {
            _ = new ModelParams(""); // loads the native library
        }
        catch (DllNotFoundException missing)
        {
            Assert.Skip(missing.Message);
        }

        string? found = candidates.FirstOrDefault(File.Exists);
        if (found is null)
            Assert.Skip(advice);
        return found;
    }

    private static DirectoryInfo FindRepository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EmotionVoice.Edge.sln")))
            folder = folder.Parent;
        return folder ?? throw new InvalidOperationException("The tests do not run from within the repository.");
    }
}
