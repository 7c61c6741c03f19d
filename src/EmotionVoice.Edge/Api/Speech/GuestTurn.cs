using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Safety;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.VoiceActivity;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using TranscriptionOptions = EmotionVoice.Edge.Core.Transcription.TranscriptionOptions;

namespace EmotionVoice.Edge.Api.Speech;

/// <summary>What a guest says and with whom.</summary>
/// <param name="Samples">[n] mono float32 at 16 kHz.</param>
/// <param name="History">The turns so far.</param>
/// <param name="Persona">Who answers; empty: the device's own persona.</param>
/// <param name="Transcription">The languages that may be spoken.</param>
internal sealed record GuestSaid(float[] Samples, IReadOnlyList<Exchange> History, string Persona, TranscriptionOptions Transcription);

/// <summary>What was answered.</summary>
/// <param name="Report">The turn; without reply when nothing was understood.</param>
/// <param name="Spoken">The words of the answer: the reply, or the request to say it again.</param>
/// <param name="Samples">The answer's sound.</param>
/// <param name="SampleRateHz">Rate of the samples.</param>
/// <param name="History">The turns so far, this one included.</param>
internal sealed record GuestAnswered(TurnReport Report, string Spoken, float[] Samples, int SampleRateHz, IReadOnlyList<Exchange> History)
{
    /// <summary>The sound as a WAV file.</summary>
    public byte[] Wav()
    {
        using MemoryStream file = new();
        using (WavWriter writer = new(file, SampleRateHz, leaveOpen: true))
            writer.Write(Samples);
        return file.ToArray();
    }
}

/// <summary>
/// One turn of somebody who isn't at the device: the device's own turn, with a recording for a microphone and memory for
/// a loudspeaker. Answers to danger are given; tools, which act on the device, are not there. Used only by who has the
/// engines.
/// </summary>
internal sealed class GuestTurn(
    RecordingEngines engines,
    ReplyModels models,
    DialogueOptions dialogue,
    ProsodyPolicy prosody,
    ProsodyShaper voice,
    SafetyAnswers safety,
    EmotionCourseOptions course,
    TimeProvider clock,
    ILoggerFactory logs)
{
    private const int SampleRateHz = 24_000;

    // The engine's memory of a prompt is for who talks to the device itself.
    private readonly ReplyModels _models = WithoutPrefill(models);

    /// <summary>Changes nothing that lasts: it may be stopped and run again.</summary>
    /// <returns>Null when the turn failed; the log says why.</returns>
    public async Task<GuestAnswered?> RunAsync(GuestSaid said, CancellationToken cancellationToken)
    {
        MemorySpeaker speaker = new(SampleRateHz);
        SpeechFeed feed = new(speaker);
        ConversationEvents unseen = new();
        Conversation conversation = new(dialogue.MaxTurns);
        foreach (Exchange exchange in said.History)
            conversation.Add(exchange);
        ReplySpeaker replies = new(_models, For(said.Persona), prosody, voice, feed, unseen, clock, logs.CreateLogger<ReplySpeaker>());
        TurnRunner runner = new(
            engines.Understanding(said.Transcription), replies, new Apology(voice, feed, logs.CreateLogger<Apology>()), feed, new SpeechStop(feed, unseen, clock),
            conversation, new EmotionCourse(course), said.Transcription, unseen, clock, logs.CreateLogger<TurnRunner>(), floor: null, new DirectAnswers(safety));
        if (await runner.RunAsync(Utterance.Whole(said.Samples), cancellationToken) is not { } report)
            return null;
        string spoken = report.Reply?.Text ?? "";
        if (report.Reply is null)
        {
            string language = said.History is [.., var last] ? last.Language : said.Transcription.Expected[0];
            spoken = PhraseBook.SayAgain(language);
            await replies.SayAsync(spoken, language, Prosody.Plain, cancellationToken);
            await feed.DrainAsync(cancellationToken);
        }

        return new GuestAnswered(report, spoken, speaker.Samples, SampleRateHz, conversation.Exchanges);
    }

    private DialogueOptions For(string persona) => new()
    {
        Name = dialogue.Name,
        Persona = persona.Length > 0 ? persona : dialogue.Persona,
        MaxTurns = dialogue.MaxTurns,
        Openers = dialogue.Openers,
        MaxSentences = dialogue.MaxSentences,
        EyesFree = dialogue.EyesFree,
        ReplyTimeout = dialogue.ReplyTimeout,
    };

    private static ReplyModels WithoutPrefill(ReplyModels models)
    {
        ReplyModel first = Plain(models.For(""));
        return new ReplyModels(first, models.Languages.ToDictionary(language => language, language => Plain(models.For(language))));

        static ReplyModel Plain(ReplyModel model) => model with { Chat = new PlainChat(model.Chat) };
    }

    private sealed class PlainChat(IChatClient inner) : DelegatingChatClient(inner);
}
