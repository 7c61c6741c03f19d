using System.Runtime.CompilerServices;
using System.Threading.Channels;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Requests;
using EmotionVoice.Edge.Core.Dialogue.Safety;
using EmotionVoice.Edge.Core.Dialogue.Silence;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Synthesis;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Turns;

/// <summary>
/// Words and feeling become a spoken answer. The model writes, the voice synthesises and the speaker plays side by
/// side: sentences go from one to the next as they complete. Used only by the turn loop.
/// </summary>
public sealed class ReplySpeaker(
    ReplyModels models,
    DialogueOptions options,
    ProsodyPolicy prosodyPolicy,
    ProsodyShaper voice,
    SpeechFeed speaker,
    ConversationEvents events,
    TimeProvider clock,
    ILogger<ReplySpeaker> log,
    Acknowledgements? acknowledgements = null,
    ToolDesk? tools = null)
{
    /// <summary>
    /// Answers, with the direct answer where there is one; returns when the last sound has been handed to the speaker, or
    /// when the speech has been stopped. Until the gate opens the model writes and the first sentence is synthesised, but
    /// nothing is heard or told, and a direct answer is not made.
    /// </summary>
    public async Task<SpokenReply> AnswerAsync(
        Understood heard, Conversation conversation, ReplyGate gate, CancellationToken cancellationToken, DirectAnswer? direct = null)
    {
        string language = heard.Transcript.Language;
        ReplyModel model = models.For(language);
        PromptComposer prompt = new(options, model.Style);
        string? opener = direct is null && heard.Request.BearsOpener() && options.Openers && model.Style.Openers ? PhraseBook.Opener(heard.Emotion.Label, language) : null;
        Prosody prosody = prosodyPolicy.For(heard.Emotion.Label, heard.Emotion.Confidence, direct?.Act ?? DialogueAct.Statement);
        IAsyncEnumerable<ChatResponseUpdate> Generate(CancellationToken token)
        {
            if (direct is not null)
                return WhenDecidedAsync(direct, gate, token);
            IReadOnlyList<ChatMessage> messages = prompt.Compose(conversation, heard.Transcript.Text, heard.Emotion.Label, opener, heard.Trend);
            return model.Style.CallsFunctions && tools is not null
                ? tools.AnswerAsync(model.Chat, messages, prompt.Sampling(), language, gate.Decided, token)
                : model.Chat.GetStreamingResponseAsync(messages, prompt.Sampling(), token);
        }

        // Nobody in danger waits for a greeting.
        string? greeting = options.Greeting.Length > 0 && !conversation.IsGreeted && direct is not { Danger: not Danger.None } ? options.Greeting : null;
        Channel<string> sentences = Channel.CreateBounded<string>(new BoundedChannelOptions(16) { SingleReader = true, SingleWriter = true });
        // Some of the sound waits here until the device takes it; before the gate opens, all of the first sentence.
        Channel<Piece> sound = Channel.CreateBounded<Piece>(new BoundedChannelOptions(16) { SingleReader = true, SingleWriter = true });
        Progress progress = new(clock);

        // Safety answers are what they are.
        ReplyGuard? guard = direct is null ? new ReplyGuard(options) : null;
        Task Silence(Task ready, long decidedAt, CancellationToken token) =>
            acknowledgements?.PlayUnlessAsync(ready, heard.Emotion.Label, language, decidedAt, token) ?? Task.CompletedTask;

        // When one half fails the other must stop too.
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task synthesising = StopOnFailure(SynthesizeAsync(sentences.Reader, sound.Writer, language, prosody, gate, both.Token), both);
        Task<bool> playing = PlayAsync(sound.Reader, greeting, conversation, gate, progress, Silence, both);
        Task<string> writing = WriteAsync(Generate, greeting, opener, language, guard, sentences.Writer, progress, both.Token);
        string text;
        try
        {
            await Task.WhenAll(StopOnFailure(writing, both), synthesising, StopOnFailure(playing, both));
            text = await playing ? $"{greeting} {await writing}" : await writing;
        }
        catch (OperationCanceledException) when (gate.Decided is { IsCompletedSuccessfully: true, Result.Speech: { IsStopped: true } speech })
        {
            text = speech.Heard();
        }

        long decidedAt = (await gate.Decided).At;
        return new SpokenReply(
            text, direct?.Source ?? progress.Reply?.Authors ?? model.Name, prosody,
            progress.Since(decidedAt, progress.FirstToken), progress.Since(decidedAt, progress.FirstSentence), progress.Since(decidedAt, progress.FirstAudio),
            clock.GetElapsedTime(decidedAt));
    }

    /// <summary>Speaks a fixed text.</summary>
    public async Task SayAsync(string text, string language, Prosody prosody, CancellationToken cancellationToken)
    {
        SentenceSplitter splitter = new();
        foreach (string sentence in splitter.Push(text + "\n"))
            await foreach (SpeechAudio audio in voice.SynthesizeAsync(new SpeechRequest(SpeechText.Prepare(sentence, language), language), prosody, cancellationToken))
                await speaker.EnqueueAsync(audio, cancellationToken);
    }

    /// <summary>
    /// While the reply is still being heard, the model reads it: the next turn then pays for its new words only. What its
    /// functions need starts.
    /// </summary>
    public async Task PrepareNextAsync(string language, Conversation conversation, CancellationToken cancellationToken)
    {
        ReplyModel model = models.For(language);
        if (model.Style.CallsFunctions)
            tools?.Start();
        if (model.Chat is IPromptPrefill prefill)
            await prefill.WarmUpAsync(new PromptComposer(options, model.Style).Beginning(conversation), cancellationToken);
    }

    private async Task<string> WriteAsync(
        Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> generate, string? greeting, string? opener, string language, ReplyGuard? guard, ChannelWriter<string> sentences, Progress progress, CancellationToken cancellationToken)
    {
        WrittenReply reply = progress.Reply = new WrittenReply(opener);
        SentenceSplitter splitter = new();
        using CancellationTokenSource limit = new(options.ReplyTimeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            // The model knows nothing of the greeting: it is spoken while it thinks.
            if (greeting is not null)
                await SendAsync([greeting]);
            if (opener is not null)
                await SendAsync([opener]);
            await foreach (ChatResponseUpdate update in generate(either.Token))
            {
                if (reply.Add(update) > 0)
                    splitter.DropPending();
                if (update.Text.Length == 0)
                    continue;
                progress.Token();
                await SendAsync(splitter.Push(update.Text).Where(Admit));
                if (guard is { IsFull: true })
                    break;
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            log.ReplyTimedOut(options.ReplyTimeout);
        }

        if (splitter.Finish() is string rest && Admit(rest))
            await SendAsync([rest]);
        // The model's own text where all of it is spoken: what is remembered then equals what the model has evaluated.
        string text = guard is { HasLeftOut: true } ? $"{opener} {guard.Said}".Trim() : reply.Text;
        if (text.Length == 0)
        {
            text = guard is { HasLeftOut: true } ? PhraseBook.KeepDriving(language) : PhraseBook.SayAgain(language);
            await SendAsync([text]);
        }

        sentences.Complete();
        return text;

        bool Admit(string sentence) => guard?.Admit(sentence) ?? true;

        async Task SendAsync(IEnumerable<string> complete)
        {
            foreach (string sentence in complete)
            {
                progress.Sentence();
                await sentences.WriteAsync(sentence, cancellationToken);
            }
        }
    }

    // Making a direct answer may act, and what is thrown away must not have acted.
    private static async IAsyncEnumerable<ChatResponseUpdate> WhenDecidedAsync(DirectAnswer direct, ReplyGate gate, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await gate.Decided.WaitAsync(cancellationToken);
        await foreach (ChatResponseUpdate update in direct.StreamAsync(cancellationToken))
            yield return update;
    }

    private async Task SynthesizeAsync(
        ChannelReader<string> sentences, ChannelWriter<Piece> sound, string language, Prosody prosody, ReplyGate gate, CancellationToken cancellationToken)
    {
        bool first = true;
        await foreach (string sentence in sentences.ReadAllAsync(cancellationToken))
        {
            string text = SpeechText.Prepare(sentence, language);
            if (text.Length == 0)
                continue;
            // One sentence is enough to begin with; more would be work in vain if the answer is not wanted.
            if (!first)
                await gate.Decided.WaitAsync(cancellationToken);
            first = false;
            await sound.WriteAsync(new Piece(sentence, text, null), cancellationToken);
            await foreach (SpeechAudio audio in voice.SynthesizeAsync(new SpeechRequest(text, language), prosody, cancellationToken))
                await sound.WriteAsync(new Piece(null, null, audio), cancellationToken);
            await sound.WriteAsync(default, cancellationToken);
        }

        sound.Complete();
    }

    /// <summary>True when the greeting was played: somebody else may have greeted before the gate opened.</summary>
    private async Task<bool> PlayAsync(
        ChannelReader<Piece> sound, string? greeting, Conversation conversation, ReplyGate gate, Progress progress,
        Func<Task, long, CancellationToken, Task> acknowledge, CancellationTokenSource both)
    {
        (int turn, long decidedAt, StoppableSpeech speech) = await gate.Decided.WaitAsync(both.Token);
        // What writes and synthesises stops with the speech.
        await using CancellationTokenRegistration stopped = speech.Token.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), both);
        TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task acknowledged = acknowledge(ready.Task, decidedAt, speech.Token);
        bool greets = greeting is not null && conversation.Greet();
        bool skipped = false;
        string? saying = null;
        long? from = null;
        try
        {
            await foreach (Piece piece in sound.ReadAllAsync(both.Token))
            {
                if (piece.Sentence is { } sentence)
                {
                    skipped = greeting is not null && !greets && saying is null && !skipped;
                    if (skipped)
                        continue;
                    (saying, from) = (sentence, null);
                    events.Publish(new ReplySentence(turn, piece.Spoken!));
                }

                if (skipped)
                    continue;
                if (piece == default)
                    speech.Said(saying!, from ?? speaker.EnqueuedSamples);
                if (piece.Audio is not { } audio)
                    continue;
                ready.TrySetResult();
                await acknowledged; // never into the middle of one
                if (from is null)
                {
                    from = speaker.EnqueuedSamples;
                    speech.Saying(saying!, from.Value);
                }

                await speaker.EnqueueAsync(audio, speech.Token);
                if (progress.Audio())
                {
                    events.Publish(new SpeakingStarted(turn));
                    events.Publish(new StateChanged(ConversationState.Speaking));
                }
            }
        }
        finally
        {
            // A failure of its own has been thrown above; another one must not be covered by it.
            ready.TrySetResult();
            await acknowledged.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return greets;
    }

    private static async Task StopOnFailure(Task task, CancellationTokenSource both)
    {
        try
        {
            await task;
        }
        catch
        {
            await both.CancelAsync();
            throw;
        }
    }

    /// <summary>A sentence that begins, as written and as spoken, or some of its sound, or nothing: its end.</summary>
    private readonly record struct Piece(string? Sentence, string? Spoken, SpeechAudio? Audio);

    // First time stamps of each kind, and what is being written.
    private sealed class Progress(TimeProvider clock)
    {
        public long? FirstToken { get; private set; }

        public long? FirstSentence { get; private set; }

        public long? FirstAudio { get; private set; }

        /// <summary>What the model has written; null before it was asked.</summary>
        public WrittenReply? Reply { get; set; }

        public void Token() => FirstToken ??= clock.GetTimestamp();

        public void Sentence() => FirstSentence ??= clock.GetTimestamp();

        /// <summary>True the first time.</summary>
        public bool Audio()
        {
            if (FirstAudio is not null)
                return false;
            FirstAudio = clock.GetTimestamp();
            return true;
        }

        /// <summary>What was there before the decision took no time.</summary>
        public TimeSpan Since(long decidedAt, long? stamp) =>
            stamp is { } at && at > decidedAt ? clock.GetElapsedTime(decidedAt, at) : TimeSpan.Zero;
    }
}
