using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Safety;
using EmotionVoice.Edge.Core.Dialogue.Silence;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.VoiceActivity;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Turns;

/// <summary>Runs one turn from utterance to the last heard word. A failure ends the turn with an apology, nothing more.</summary>
public sealed class TurnRunner(
    UtteranceUnderstanding understanding,
    ReplySpeaker replies,
    Apology apology,
    SpeechFeed speaker,
    SpeechStop stop,
    Conversation conversation,
    EmotionCourse course,
    TranscriptionOptions transcription,
    ConversationEvents events,
    TimeProvider clock,
    ILogger<TurnRunner> log,
    Floor? floor = null,
    DirectAnswers? directly = null,
    Repair? repair = null)
{
    private readonly long _start = clock.GetTimestamp();
    private int _turns;

    /// <summary>Begins an answer that nobody notices until <see cref="RunAsync"/> takes it.</summary>
    public TurnDraft Draft(Utterance utterance, CancellationToken stopping)
    {
        // Of the turns before: its own feeling counts once it is decided.
        MoodTrend trend = course.Current.Trend;
        return new TurnDraft(
            utterance,
            async (said, token) => (await understanding.UnderstandAsync(said, token)) with { Trend = trend },
            (heard, gate, token) => replies.AnswerAsync(heard, conversation, gate, token, Directly(heard)),
            clock.GetTimestamp(), conversation.Changes, stopping);
    }

    /// <summary>Null when the turn failed; a report without reply when nobody said anything.</summary>
    /// <param name="utterance">What was said.</param>
    /// <param name="cancellationToken">Stops the turn.</param>
    /// <param name="draft">An answer to it that was begun before; owned.</param>
    public async Task<TurnReport?> RunAsync(Utterance utterance, CancellationToken cancellationToken, TurnDraft? draft = null)
    {
        int turn = ++_turns;
        using IDisposable? hold = floor is null ? null : await floor.TakeAsync(cancellationToken);
        // Somebody made the device forget meanwhile: the answer would remember.
        if (draft is not null && draft.Follows != conversation.Changes)
        {
            await draft.DisposeAsync();
            draft = null;
        }

        long decidedAt = clock.GetTimestamp();
        draft ??= Draft(utterance, cancellationToken);
        try
        {
            return await AnswerAsync(turn, utterance, draft, decidedAt, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            log.TurnFailed(e, turn);
            events.Publish(new TurnFailed(turn, e.Message));
            await stop.SpeakAsync(token => apology.SpeakAsync(LastLanguage, token), cancellationToken);
            return null;
        }
        finally
        {
            await draft.DisposeAsync();
            events.Publish(new StateChanged(ConversationState.Listening));
        }
    }

    private async Task<TurnReport> AnswerAsync(int turn, Utterance utterance, TurnDraft draft, long decidedAt, CancellationToken cancellationToken)
    {
        events.Publish(new StateChanged(ConversationState.Thinking));
        Understood heard = await draft.Heard;
        if (heard.Transcript.IsEmpty)
        {
            events.Publish(new TurnIgnored(turn, heard.Rejection));
            return Report(await AskAgainAsync(heard, decidedAt, cancellationToken));
        }

        repair?.Understood();

        Mood mood = course.Add(heard.Emotion, clock.GetElapsedTime(_start));
        events.Publish(new TranscriptReady(turn, heard.Transcript));
        events.Publish(new EmotionReady(turn, heard.Emotion, heard.Voice?.Scores, heard.Words, heard.Features, mood));
        if (Directly(heard) is { Danger: not Danger.None and var danger })
            events.Publish(new SafetyAnswered(turn, danger));
        using StoppableSpeech speech = stop.Begin(cancellationToken);
        draft.Release(turn, decidedAt, speech);
        SpokenReply reply = (await draft.Reply)!;
        conversation.Add(new Exchange(heard.Transcript.Text, heard.Emotion.Label, heard.Transcript.Language, reply.Text) { Trend = heard.Trend });
        await HearOutAsync(heard.Transcript.Language, speech);
        if (speech.IsStopped)
        {
            await speaker.DrainAsync(cancellationToken);
            reply = reply with { Text = speech.Heard() };
            conversation.Shorten(reply.Text);
        }

        TurnReport report = Report(reply);
        events.Publish(new TurnCompleted(turn, report));
        return report;

        TurnReport Report(SpokenReply? spoken) => new(heard, spoken, new TurnTimings(
            utterance.Speech, utterance.TrailingSilence, heard.TranscribeTime, heard.EmotionTime,
            spoken?.FirstToken ?? default, spoken?.FirstSentence ?? default, spoken?.FirstAudio ?? default, spoken?.Total ?? default)
        {
            Response = spoken is null ? default : utterance.TrailingSilence + spoken.FirstAudio,
            Early = clock.GetElapsedTime(draft.BegunAt, decidedAt) is { Ticks: > 0 } early ? early : default,
        });
    }

    // What to speak to somebody who was not understood.
    private string LastLanguage => conversation.Exchanges is [.., var last] ? last.Language : transcription.Expected[0];

    // Has no effects: a draft may be thrown away.
    private DirectAnswer? Directly(Understood heard) => directly?.For(heard.Transcript.Text, heard.Transcript.Language);

    // Nothing of it is remembered: there is nothing to remember yet.
    private async Task<SpokenReply?> AskAgainAsync(Understood heard, long decidedAt, CancellationToken cancellationToken)
    {
        string language = LastLanguage;
        if (repair?.NotUnderstood(heard, language) is not { } words)
            return null;
        events.Publish(new StateChanged(ConversationState.Speaking));
        await stop.SpeakAsync(
            async token =>
            {
                await replies.SayAsync(words, language, Prosody.Plain, token);
                await speaker.DrainAsync(token);
            },
            cancellationToken);
        return new SpokenReply(words, "repair", Prosody.Plain, default, default, default, clock.GetElapsedTime(decidedAt));
    }

    private async Task HearOutAsync(string language, StoppableSpeech speech)
    {
        if (speech.IsStopped)
            return;
        try
        {
            await Task.WhenAll(replies.PrepareNextAsync(language, conversation, speech.Token), speaker.DrainAsync(speech.Token));
        }
        catch (OperationCanceledException) when (speech.IsStopped)
        {
            // The turn ends here, in good order.
        }
    }
}
