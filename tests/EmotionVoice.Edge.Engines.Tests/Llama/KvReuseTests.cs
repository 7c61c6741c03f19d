using System.Globalization;
using EmotionVoice.Edge.Engines.Llama;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Engines.Tests.Llama;

/// <summary>What is kept between turns saves time and changes nothing.</summary>
public sealed class KvReuseTests(ITestOutputHelper output)
{
    private const string Persona = "You are Mira, a friendly voice assistant. Reply in one or two short sentences.";

    private static readonly (string User, string? Opener)[] ChatTurns =
    [
        ("[sad] I lost my keys on the bus.", null),
        ("[neutral] What should I do now?", null),
        ("[happy] 친구가 열쇠를 찾았어!", null),
        ("[surprised] They even gave me a present.", "Wow,"),
        ("[neutral] Thank you, good night.", null),
    ];

    private static readonly (string User, string? Opener)[] GemmaTurns =
    [
        ("My dog ran away yesterday. [sad]", "I'm so sorry to hear that."),
        ("My neighbour found him in her garden! [happy]", "That's wonderful!"),
        ("What should I cook for lunch? [neutral]", null),
        ("오늘 회사에서 너무 힘들었어. [tired]", "You must be exhausted."),
        ("My phone keeps crashing while I'm working. [angry]", "That sounds really frustrating."),
    ];

    [Fact]
    public async Task AChatModelEvaluatesOnlyWhatIsNewAndSaysTheSame()
    {
        using LlamaChatClient warm = await LlamaChatClientTests.LoadAsync();
        using LlamaChatClient cold = await LlamaChatClientTests.LoadAsync(options => options.ReuseKv = false);
        await warm.WarmUpAsync([Talk.System(Persona)], TestContext.Current.CancellationToken);
        await CompareAsync(warm, cold, Persona, ChatTurns);
    }

    [Fact]
    public async Task ABaseModelEvaluatesOnlyWhatIsNewAndSaysTheSame()
    {
        string model = LlamaTestModels.Gemma;
        string prefix = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(prefix, LlamaTestModels.GemmaPrefix(), TestContext.Current.CancellationToken);
            using LlamaChatClient warm = await LoadGemmaAsync(model, prefix, true);
            using LlamaChatClient cold = await LoadGemmaAsync(model, prefix, false);
            await warm.WarmUpAsync(TestContext.Current.CancellationToken);
            await CompareAsync(warm, cold, null, GemmaTurns);
        }
        finally
        {
            File.Delete(prefix);
        }
    }

    [Fact]
    public async Task EvaluatingAReplyWhileItIsSpokenLeavesOnlyTheNewWords()
    {
        using LlamaChatClient client = await LlamaChatClientTests.LoadAsync();
        using LlamaChatClient cold = await LlamaChatClientTests.LoadAsync(options => options.ReuseKv = false);
        List<ChatMessage> history = [Talk.System(Persona), Talk.User(ChatTurns[0].User)];
        history.Add(Talk.Assistant((await client.AskAsync(history)).Text));
        await client.WarmUpAsync(history, TestContext.Current.CancellationToken);
        history.Add(Talk.User(ChatTurns[1].User));
        Reply reply = await client.AskAsync(history);
        Reply anew = await cold.AskAsync(history);
        Assert.InRange(reply.Evaluated, 1, 24);
        Assert.InRange(anew.Evaluated, 64, 128);
        Assert.Equal(anew.Text, reply.Text);
    }

    private async Task CompareAsync(
        LlamaChatClient warm, LlamaChatClient cold, string? system, (string User, string? Opener)[] turns)
    {
        List<Reply> reused = await warm.ConverseAsync(system, turns);
        List<Reply> anew = await cold.ConverseAsync(system, turns);
        foreach ((Reply w, Reply c) in reused.Zip(anew))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"prompt {w.Usage.InputTokenCount}, evaluated {w.Evaluated}, first token {w.FirstTokenMs:F1} ms reused, {c.FirstTokenMs:F1} ms anew ({c.FirstTokenMs / w.FirstTokenMs:F1} x): {w.Text}"));
        }

        Assert.Equal(anew.Select(r => r.Text), reused.Select(r => r.Text));
        Assert.All(anew, reply => Assert.Equal(reply.Usage.InputTokenCount, reply.Evaluated));

        // The reply before, the new words, and what does not fill a block.
        Assert.All(reused, reply => Assert.InRange(reply.Evaluated, 1, 56));
    }

    private static Task<LlamaChatClient> LoadGemmaAsync(string model, string prefix, bool reuse) => LlamaChatClient.LoadAsync(
        new LlamaOptions
        {
            ModelPath = model,
            PromptStyle = PromptStyle.FewShot,
            PrefixPath = prefix,
            ReuseKv = reuse,
            MaxOutputTokens = 40,
        },
        cancellationToken: TestContext.Current.CancellationToken);
}
