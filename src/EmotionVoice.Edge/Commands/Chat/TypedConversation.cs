using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Requests;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Engines.Llama;
using Microsoft.Extensions.AI;
using Conversation = EmotionVoice.Edge.Core.Dialogue.Conversation;
using TranscriptionOptions = EmotionVoice.Edge.Core.Transcription.TranscriptionOptions;

namespace EmotionVoice.Edge.Commands.Chat;

/// <param name="Emotion">The feeling of every line; null: what its words say.</param>
/// <param name="Greedy">Whether the likeliest token is always taken.</param>
internal sealed record TypedConversationOptions(EmotionLabel? Emotion, bool Greedy);

/// <summary>The spoken conversation's prompt, history and reply model, with typed words in place of heard ones.</summary>
internal sealed class TypedConversation(
    ReplyModels models,
    DialogueOptions dialogue,
    EngineOptions engines,
    TranscriptionOptions transcription,
    Conversation conversation,
    IWordEmotionRecognizer words,
    EmotionFusion fusion,
    TypedConversationOptions options,
    DirectAnswers directly,
    TimeProvider clock,
    ToolDesk? tools = null)
{
    /// <summary>The feeling of the lines to come; null: what their words say.</summary>
    public EmotionLabel? Emotion { get; set; } = options.Emotion;

    /// <summary>What the newest turn came to; null before the first.</summary>
    public ChatTurn? Last { get; private set; }

    /// <summary>Answers piece by piece.</summary>
    public async IAsyncEnumerable<string> AnswerAsync(string line, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string language = TextLanguage.Of(line, transcription.Expected);
        ReplyModel model = models.For(language);
        EmotionLabel emotion = Emotion ?? Feeling(line, language);
        DirectAnswer? direct = directly.For(line, language);
        string? opener = direct is null && RequestRules.Find(line).BearsOpener() && dialogue.Openers && model.Style.Openers ? PhraseBook.Opener(emotion, language) : null;
        PromptComposer prompt = new(dialogue, model.Style);
        ChatOptions sampling = prompt.Sampling();
        if (options.Greedy)
            sampling.Temperature = 0;

        long start = clock.GetTimestamp();
        TimeSpan? first = null;
        UsageDetails? usage = null;
        WrittenReply reply = new(opener);
        if (opener is not null)
            yield return opener;
        IReadOnlyList<ChatMessage> messages = prompt.Compose(conversation, line, emotion, opener);
        IAsyncEnumerable<ChatResponseUpdate> updates = direct?.StreamAsync(cancellationToken)
            ?? (model.Style.CallsFunctions ? tools?.AnswerAsync(model.Chat, messages, sampling, language, Task.CompletedTask, cancellationToken) : null)
            ?? model.Chat.GetStreamingResponseAsync(messages, sampling, cancellationToken);
        await foreach (ChatResponseUpdate update in updates)
        {
            usage = update.Contents.OfType<UsageContent>().LastOrDefault()?.Details ?? usage;
            // What is on the screen can't be taken back; the reply goes on without it in a new line.
            if (reply.Add(update) > 0)
                yield return " …\n";
            if (update.Text.Length == 0)
                continue;
            first ??= clock.GetElapsedTime(start);
            yield return update.Text;
        }

        TimeSpan total = clock.GetElapsedTime(start);
        string text = reply.Text;
        if (text.Length == 0)
        {
            text = PhraseBook.SayAgain(language);
            yield return text;
        }

        conversation.Add(new Exchange(line, emotion, language, text));
        Last = new ChatTurn(line, language, emotion, text, direct?.Source ?? reply.Authors ?? model.Name, (reply.Authors is null ? ExactFirstToken(usage) : null) ?? first ?? total, total,
            Count(usage, LlamaUsage.EvaluatedTokens), Count(usage, LlamaUsage.ReusedTokens), usage?.OutputTokenCount);
    }

    /// <summary>The model reads what the next prompt begins with, so that the next turn pays for its new words only.</summary>
    public async Task PrepareAsync(string? language, CancellationToken cancellationToken)
    {
        ReplyModel model = models.For(language ?? transcription.Expected[0]);
        if (model.Style.CallsFunctions)
            tools?.Start();
        if (engines.ReuseKv && model.Chat is IPromptPrefill prefill)
            await prefill.WarmUpAsync(new PromptComposer(dialogue, model.Style).Beginning(conversation), cancellationToken);
    }

    public void Forget() => conversation.Forget();

    private EmotionLabel Feeling(string line, string language)
    {
        WordEvidence evidence = WordEvidence.From(words, new Transcript(line, language, 1, 0));
        return evidence.Scores.IsNone ? EmotionLabel.Neutral : fusion.Fuse(null, evidence).Label;
    }

    // The engine counts from its own call, which is not the first where there are several authors, and the token, which may
    // not be a whole word yet.
    private static TimeSpan? ExactFirstToken(UsageDetails? usage) =>
        Count(usage, LlamaUsage.TimeToFirstTokenMicroseconds) is { } microseconds ? TimeSpan.FromMicroseconds(microseconds) : null;

    private static long? Count(UsageDetails? usage, string key) =>
        usage?.AdditionalCounts is { } counts && counts.TryGetValue(key, out long count) ? count : null;
}

/// <summary>One typed turn.</summary>
/// <param name="User">What was typed.</param>
/// <param name="Language">In which language.</param>
/// <param name="Emotion">How it was taken.</param>
/// <param name="Reply">The whole reply, its opener included.</param>
/// <param name="Engine">Name of the reply model; of both, where a second one went on for the first.</param>
/// <param name="FirstToken">From the request to the model's first token.</param>
/// <param name="Total">From the request to the end of the reply.</param>
/// <param name="Evaluated">Tokens of the prompt that had to be evaluated; null where the engine doesn't tell.</param>
/// <param name="Reused">Tokens of the prompt kept from before.</param>
/// <param name="Generated">Tokens of the reply.</param>
internal sealed record ChatTurn(
    string User, string Language, EmotionLabel Emotion, string Reply, string Engine, TimeSpan FirstToken, TimeSpan Total, long? Evaluated, long? Reused, long? Generated);
