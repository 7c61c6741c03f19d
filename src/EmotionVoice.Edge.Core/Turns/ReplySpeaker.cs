using System.Text;
using System.Threading.Channels;
using EmotionVoice.Edge.Core.Dialogue;
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
    ILogger<ReplySpeaker> log)
{
    /// <summary>Answers; returns when the last sound has been handed to the speaker, or when the speech has been stopped.</summary>
    public async Task<SpokenReply> AnswerAsync(int turn, Understood heard, Conversation conversation, long decidedAt, StoppableSpeech speech)
    {
        string language = heard.Transcript.Language;
        ReplyModel model = models.For(language);
        PromptComposer prompt = new(options, model.Style);
        string? opener = options.Openers && model.Style.Openers ? PhraseBook.Opener(heard.Emotion.Label, language) : null;
        Prosody prosody = prosodyPolicy.For(heard.Emotion.Label, heard.Emotion.Confidence);
        IAsyncEnumerable<ChatResponseUpdate> Generate(CancellationToken token) =>
            model.Chat.GetStreamingResponseAsync(prompt.Compose(conversation, heard.Transcript.Text, heard.Emotion.Label, opener), prompt.Sampling(), token);
        Channel<string> sentences = Channel.CreateBounded<string>(new BoundedChannelOptions(16) { SingleReader = true, SingleWriter = true });
        Progress progress = new(clock, decidedAt);

        // When one half fails the other must stop too.
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(speech.Token);
        Task speaking = StopOnFailure(SpeakAsync(turn, sentences.Reader, language, prosody, progress, speech, both.Token), both);
        Task<string> writing = WriteAsync(Generate, opener, language, sentences.Writer, progress, both.Token);
        string text;
        try
        {
            await Task.WhenAll(StopOnFailure(writing, both), speaking);
            text = await writing;
        }
        catch (OperationCanceledException) when (speech.IsStopped)
        {
            text = speech.Heard();
        }

        return new SpokenReply(text, model.Name, prosody, progress.FirstToken, progress.FirstSentence, progress.FirstAudio, clock.GetElapsedTime(decidedAt));
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
    /// While the reply is still being heard, the model reads it: the next turn then pays for its new words only.
    /// </summary>
    public async Task PrepareNextAsync(string language, Conversation conversation, CancellationToken cancellationToken)
    {
        ReplyModel model = models.For(language);
        if (model.Chat is IPromptPrefill prefill)
            await prefill.WarmUpAsync(new PromptComposer(options, model.Style).Beginning(conversation), cancellationToken);
    }

    private async Task<string> WriteAsync(
        Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> generate, string? opener, string language, ChannelWriter<string> sentences, Progress progress, CancellationToken cancellationToken)
    {
        StringBuilder reply = new(opener);
        SentenceSplitter splitter = new();
        using CancellationTokenSource limit = new(options.ReplyTimeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            if (opener is not null)
                await SendAsync([opener]);
            await foreach (ChatResponseUpdate update in generate(either.Token))
            {
                if (update.Text.Length == 0)
                    continue;
                progress.Token();
                reply.Append(update.Text);
                await SendAsync(splitter.Push(update.Text));
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            log.ReplyTimedOut(options.ReplyTimeout);
        }

        if (splitter.Finish() is string rest)
            await SendAsync([rest]);
        if (string.IsNullOrWhiteSpace(reply.ToString()))
        {
            string again = PhraseBook.SayAgain(language);
            reply.Append(again);
            await SendAsync([again]);
        }

        sentences.Complete();
        return reply.ToString().Trim();

        async Task SendAsync(IEnumerable<string> complete)
        {
            foreach (string sentence in complete)
            {
                progress.Sentence();
                await sentences.WriteAsync(sentence, cancellationToken);
            }
        }
    }

    private async Task SpeakAsync(int turn, ChannelReader<string> sentences, string language, Prosody prosody, Progress progress, StoppableSpeech speech, CancellationToken cancellationToken)
    {
        await foreach (string sentence in sentences.ReadAllAsync(cancellationToken))
        {
            string text = SpeechText.Prepare(sentence, language);
            if (text.Length == 0)
                continue;
            events.Publish(new ReplySentence(turn, text));
            long from = speaker.EnqueuedSamples;
            speech.Saying(sentence, from);
            await foreach (SpeechAudio audio in voice.SynthesizeAsync(new SpeechRequest(text, language), prosody, cancellationToken))
            {
                await speaker.EnqueueAsync(audio, cancellationToken);
                if (progress.Audio())
                {
                    events.Publish(new SpeakingStarted(turn));
                    events.Publish(new StateChanged(ConversationState.Speaking));
                }
            }

            speech.Said(sentence, from);
        }
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

    // First times of each kind, since the turn was decided.
    private sealed class Progress(TimeProvider clock, long decidedAt)
    {
        private TimeSpan? _token, _sentence, _audio;

        public TimeSpan FirstToken => _token ?? default;

        public TimeSpan FirstSentence => _sentence ?? default;

        public TimeSpan FirstAudio => _audio ?? default;

        public void Token() => _token ??= clock.GetElapsedTime(decidedAt);

        public void Sentence() => _sentence ??= clock.GetElapsedTime(decidedAt);

        /// <summary>True the first time.</summary>
        public bool Audio()
        {
            if (_audio is not null)
                return false;
            _audio = clock.GetElapsedTime(decidedAt);
            return true;
        }
    }
}
