using EmotionVoice.Edge.Engines.Llama;
using LLama.Native;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Engines.Tests.Llama;

public sealed class LlamaLoadingTests
{
    [Fact]
    public async Task AMissingModelSaysHowToFetchIt()
    {
        _ = LlamaTestModels.Reply;
        FileNotFoundException missing = await Assert.ThrowsAsync<FileNotFoundException>(() => LoadAsync("/nowhere/model.gguf"));
        Assert.Equal("The language model /nowhere/model.gguf is not there. Fetch it with: emotionvoice models fetch.", missing.Message);
    }

    [Fact]
    public async Task MissingExamplesAreNamed()
    {
        FileNotFoundException missing = await Assert.ThrowsAsync<FileNotFoundException>(() => LlamaChatClientTests.LoadAsync(options =>
        {
            options.PromptStyle = PromptStyle.FewShot;
            options.PrefixPath = "/nowhere/prefix.txt";
        }));
        Assert.Contains("PrefixPath", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatIsNoModelSaysHowToCheckIt()
    {
        _ = LlamaTestModels.Reply;
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "not a model", TestContext.Current.CancellationToken);
            InvalidDataException refused = await Assert.ThrowsAsync<InvalidDataException>(() => LoadAsync(path));
            Assert.Contains("emotionvoice models verify", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task AnUnknownTemplateIsRefusedAtLoad()
    {
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => LlamaChatClientTests.LoadAsync(options => options.ChatTemplate = "nothing like a template"));
        Assert.Contains("FewShot", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryWrongOptionIsNamedAtOnce()
    {
        LlamaOptions options = new()
        {
            ContextSize = 100, BatchSize = 0, Threads = 0, MaxOutputTokens = 0, Temperature = 3, TopP = 0, PrefixPath = "x",
            UserLabel = "", StopSequences = [""], MaxEarlierTurns = -1, DropTurnsTogether = 0,
        };
        ValidateOptionsResult result = new LlamaOptionsValidator().Validate(null, options);
        string[] fields =
        [
            "ModelPath", "PrefixPath", "UserLabel", "ContextSize", "BatchSize", "Threads", "MaxOutputTokens", "Temperature",
            "TopP", "StopSequences", "MaxEarlierTurns", "DropTurnsTogether",
        ];
        Assert.Equal(fields.Length, result.Failures!.Count());
        Assert.All(fields, field => Assert.Contains(field, result.FailureMessage, StringComparison.Ordinal));
        Assert.Contains("Property ContextSize: must be 128 to 131072 tokens.", result.FailureMessage, StringComparison.Ordinal);
        Assert.True(new LlamaOptionsValidator().Validate(null, new LlamaOptions { ModelPath = "m.gguf" }).Succeeded);
    }

    [Theory]
    [InlineData(null, 6_000_000UL, 4, 1)]
    [InlineData(null, 270_000_000UL, 4, 1)]
    [InlineData(null, 1_500_000_000UL, 4, 3)]
    [InlineData(null, 1_500_000_000UL, 1, 1)]
    [InlineData(2, 6_000_000UL, 4, 2)]
    public void ThreadsLeaveACoreToSound(int? configured, ulong parameters, int cores, int expected) =>
        Assert.Equal(expected, LlamaThreads.Choose(configured, parameters, cores));

    [Fact]
    public void NativeErrorsAreLoggedAsWholeLinesAndTheRestIsNot()
    {
        Recorder log = new();
        NativeLogRoute route = new(log);
        route.Take(LLamaLogLevel.Info, "loading tensor\n");
        route.Take(LLamaLogLevel.Error, "cannot ");
        route.Take(LLamaLogLevel.Continue, "read\n");
        Assert.Equal(["Warning: llama.cpp: cannot read"], log.Lines);
    }

    private static Task<LlamaChatClient> LoadAsync(string path) => LlamaChatClient.LoadAsync(
        new LlamaOptions { ModelPath = path }, cancellationToken: TestContext.Current.CancellationToken);

    private sealed class Recorder : ILogger
    {
        internal List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{logLevel}: {formatter(state, exception)}");
    }
}
