using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Devices.Simulated;
using EmotionVoice.Edge.Evaluation;
using EmotionVoice.Edge.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Benchmarks.Conversations;

/// <summary>
/// Plays conversations through the whole program in real time, and reads from what its loudspeaker played how it behaved.
/// </summary>
/// <param name="configuration">Of the program.</param>
/// <param name="material">What is said.</param>
/// <param name="recordings">Folder for what microphone and loudspeaker heard and played; null: kept nowhere.</param>
/// <param name="clock">The system's.</param>
/// <param name="progress">Told how far it is.</param>
internal sealed class ConversationBench(IConfiguration configuration, SpokenMaterial material, string? recordings, TimeProvider clock, Action<string> progress)
{
    /// <summary>Neither fills the time with something else: the first sound is the model's.</summary>
    private static readonly (string, string)[] s_bare = [("Dialogue:Openers", "false"), ("Silence:AcknowledgeAfter", "00:00:00")];

    private static readonly TimeSpan s_sentenceGap = TimeSpan.FromMilliseconds(400);

    /// <summary>What the program runs with; after the first run.</summary>
    public ModelSelection? Models { get; private set; }

    /// <summary>As set, but without what bridges the time to the answer.</summary>
    public static RoomSetup Bare { get; } = new(s_bare);

    /// <summary>With openers and acknowledgements.</summary>
    public static RoomSetup Opening { get; } = new(("Dialogue:Openers", "true"));

    /// <summary>Nothing is worked on before a fixed silence of 500 ms is over.</summary>
    public static RoomSetup Plain { get; } = new(
        [.. s_bare, ("Turns:EarlyAfter", "00:00:00"), ("Transcription:Streaming:Enabled", "false"), ("Endpointing:Policy", "Fixed"), ("Endpointing:Silence", "00:00:00.500")]);

    public static RoomSetup Endpointing(string policy) => new([.. s_bare, ("Endpointing:Policy", policy), ("Endpointing:Silence", "00:00:00.500")]);

    /// <summary>Questions one after the other, each answer heard out.</summary>
    public async Task<ResponseFigures> ResponsesAsync(string variant, RoomSetup setup, IReadOnlyList<SpokenClip> clips, CancellationToken cancellationToken)
    {
        await using RoomRun run = await StartAsync(setup, cancellationToken);
        return await run.PlayAsync(async () =>
        {
            TimeSpan cpu = Environment.CpuUsage.TotalTime;
            List<Said> said = [];
            foreach (SpokenClip clip in clips)
            {
                progress($"{variant}: turn {said.Count + 1} of {clips.Count}");
                said.Add(await run.Person.AskAsync(clip));
            }

            cpu = Environment.CpuUsage.TotalTime - cpu;
            Save(run, variant);
            string? openersIn = run.Services.GetRequiredService<DialogueOptions>().Openers ? material.Language : null;
            AnsweredTurn[] turns = [.. said.Select((one, i) =>
                AnsweredTurn.Of(one, i + 1 < said.Count ? said[i + 1].SpeechStart : run.Room.Now, run.Room.Played, run.Log, openersIn))];
            return ResponseFigures.Of(variant, turns, run.Turns.DiscardedDrafts, run.Turns.DiscardedWork, cpu, run.Room.Lateness);
        });
    }

    /// <summary>Sentences, and then back-channels and coughs, spoken into answers.</summary>
    public async Task<InterruptionFigures> InterruptionsAsync(int count, CancellationToken cancellationToken)
    {
        await using RoomRun run = await StartAsync(Bare with { ThreeSentences = true }, cancellationToken);
        return await run.PlayAsync(async () =>
        {
            Random random = new(5);
            ErrorRate undisturbed = default, resumed = default;
            // Heard out: the device learns the room.
            for (int i = 0; i < 3; i++)
                undisturbed += await WordsWrongAsync(run, await run.Person.AskAsync(material.Questions[0]), cancellationToken);
            List<SilentAfter> each = [];
            List<string> stoppedBy = [];
            int paused = 0;
            Said said = run.Person.Say(material.Questions[0]);
            for (int i = 0; i < count; i++)
            {
                progress($"interruption {i + 1} of {count}");
                long? answer = await run.Person.AnswerBeginsAsync(said);
                said = run.Person.Say(material.Questions[(i + 1) % material.Questions.Count], (answer ?? run.Room.Now) + Person.Samples(1 + (1.5 * random.NextDouble())));
                await run.Person.ReachAsync(said.SpeechEnd + Person.Samples(0.3));
                bool ended = answer is not null && run.Log.Between<SpeechInterrupted>(said.SpeechStart, said.SpeechEnd + Person.Samples(1)).Length > 0;
                long? silent = run.Room.Played.SilentFrom(said.SpeechStart, s_sentenceGap);
                each.Add(new SilentAfter(said.Clip.Name, ended && silent is { } at ? AudioFormat.Duration(at - said.SpeechStart).TotalMilliseconds : null));
            }

            await run.Person.HearOutAsync(said);
            for (int i = 0; i < count; i++)
            {
                progress($"back-channel or cough {i + 1} of {count}");
                Said question = run.Person.Say(material.Questions[i % material.Questions.Count]);
                long answer = await run.Person.AnswerBeginsAsync(question) ?? run.Room.Now;
                Said other = run.Person.Say(material.Listening(i), answer + Person.Samples(1 + (1.5 * random.NextDouble())));
                await run.Person.ReachAsync(other.SpeechEnd);
                await run.Person.HearOutAsync(question);
                if (run.Log.Between<SpeechInterrupted>(other.SpeechStart).Length > 0)
                {
                    stoppedBy.Add(other.Clip.Name);
                    continue;
                }

                paused += run.Log.Between<InterruptionResumed>(other.SpeechStart).Length > 0 ? 1 : 0;
                resumed += await WordsWrongAsync(run, question, cancellationToken);
            }

            Save(run, "interruptions");
            return new InterruptionFigures(
                count, each.Count(one => one.Ms is not null), Spread.Of(each.Where(one => one.Ms is not null).Select(one => one.Ms!.Value)), each,
                count, stoppedBy.Count, stoppedBy, paused, resumed, undisturbed);
        });
    }

    /// <summary>Answers heard out in silence, then one spoken into, in each of some rooms.</summary>
    /// <param name="answers">In all.</param>
    /// <param name="impulses">Of rooms, [n] at 16 kHz each.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task<IReadOnlyList<EchoFigures>> EchoAsync(int answers, IReadOnlyList<(string Name, float[] Impulse)> impulses, CancellationToken cancellationToken)
    {
        IReadOnlyList<EchoRoom> rooms = EchoRoom.All(impulses);
        List<EchoFigures> figures = [];
        for (int i = 0; i < rooms.Count; i++)
        {
            int here = (answers / rooms.Count) + (i < answers % rooms.Count ? 1 : 0);
            if (here > 0)
                figures.Add(await EchoAsync(rooms[i], here, cancellationToken));
        }

        return figures;
    }

    private async Task<EchoFigures> EchoAsync(EchoRoom room, int answers, CancellationToken cancellationToken)
    {
        progress($"echo: {room.Name}");
        await using RoomRun run = await StartAsync(Bare with { ThreeSentences = true, Echo = room.Path }, cancellationToken);
        return await run.PlayAsync(async () =>
        {
            ErrorRate inSilence = default, into = default;
            int fellSilent = 0, answeredItself = 0, noticed = 0;
            for (int i = 0; i < answers; i++)
            {
                progress($"echo: {room.Name}, answer {i + 1} of {answers}");
                Said said = await run.Person.AskAsync(material.Questions[i % material.Questions.Count]);
                inSilence += WordsHeard(run, said);
                fellSilent += run.Log.Between<InterruptionResumed>(said.SpeechStart).Length + run.Log.Between<SpeechInterrupted>(said.SpeechStart).Length;
                answeredItself += run.Log.Between<SpeechEnded>(said.SpeechEnd).Count(ended => ended.IsUtterance && ended.At > AudioFormat.Duration(said.SpeechEnd) + s_sentenceGap);
            }

            float playedDb = run.Room.Played.AudibleLevelDb();
            int spokenInto = Math.Min(answers, material.Questions.Count);
            Said question = run.Person.Say(material.Questions[0]);
            for (int i = 0; i < spokenInto; i++)
            {
                long answer = await run.Person.AnswerBeginsAsync(question) ?? run.Room.Now;
                question = run.Person.Say(material.Questions[i].At(playedDb + room.GainDb + 6), answer + Person.Samples(1.2));
                await run.Person.ReachAsync(question.SpeechEnd);
                // Its words are known by then.
                await run.Person.AnswerBeginsAsync(question);
                noticed += run.Log.Between<SpeechInterrupted>(question.SpeechStart).Length > 0 ? 1 : 0;
                into += WordsHeard(run, question);
            }

            await run.Person.HearOutAsync(question);
            Save(run, $"echo {room.Name}");
            return new EchoFigures(room.Name, answers, fellSilent, answeredItself, spokenInto, noticed, into, inSilence);
        });
    }

    private async Task<RoomRun> StartAsync(RoomSetup setup, CancellationToken cancellationToken)
    {
        RoomRun run = await RoomRun.StartAsync(configuration, setup, clock, cancellationToken);
        Models = run.Services.GetRequiredService<ModelSelection>();
        return run;
    }

    private void Save(RoomRun run, string name)
    {
        if (recordings is not null)
            run.Save(recordings, name.Replace(' ', '-'));
    }

    // Of what was said, as the program understood it, in however many turns.
    private static ErrorRate WordsHeard(RoomRun run, Said said) => said.Clip.Words is { } words
        ? ErrorRate.OfWords(words, string.Join(' ', run.Log.Between<TranscriptReady>(said.SpeechStart).Select(ready => ready.Transcript.Text)))
        : default;

    // Of what was played as the answer.
    private static async Task<ErrorRate> WordsWrongAsync(RoomRun run, Said said, CancellationToken cancellationToken)
    {
        if (run.Room.Played.FirstAudible(said.SpeechEnd) is not { } first || run.Room.Played.LastAudible(first) is not { } last)
            return default;
        float[] answer = run.Room.Played.Samples(first - Person.Samples(0.2), last + Person.Samples(0.3));
        Transcript heard = await run.Services.GetRequiredService<ITranscriber>().TranscribeAsync(
            answer, new TranscriptionRequest(run.Services.GetRequiredService<TranscriptionOptions>().Expected), cancellationToken);
        return ErrorRate.OfWords(ThreeSentenceChat.Reply, heard.Text);
    }
}
