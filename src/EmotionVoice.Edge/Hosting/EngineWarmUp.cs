using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Silence;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.VoiceActivity;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Hosting;

/// <summary>Runs once, before the first turn, what is slow the first time.</summary>
internal sealed class EngineWarmUp(
    IVoiceActivityDetector detector,
    ITranscriber transcriber,
    IVoiceEmotionRecognizer voiceEmotion,
    ISynthesizer voice,
    ReplySpeaker replies,
    Apology apology,
    Acknowledgements acknowledgements,
    Conversation conversation,
    TranscriptionOptions transcription,
    ConversationEvents events,
    TimeProvider clock,
    ILogger<EngineWarmUp> log)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<(string Name, Func<Task> Run)> steps =
        [
            .. new object[] { detector, transcriber, voiceEmotion, voice }.OfType<IWarmUp>()
                .Select(engine => (engine.GetType().Name, (Func<Task>)(() => engine.WarmUpAsync(cancellationToken)))),
            .. transcription.Expected.Select(language => ($"Reply ({language})", (Func<Task>)(() => replies.PrepareNextAsync(language, conversation, cancellationToken)))),
            (nameof(Apology), () => apology.PrepareAsync(transcription.Expected, cancellationToken)),
            (nameof(Acknowledgements), () => acknowledgements.PrepareAsync(transcription.Expected, cancellationToken)),
        ];
        for (int done = 0; done < steps.Count; done++)
        {
            events.Publish(new ReadinessChanged((float)done / steps.Count));
            await TimeAsync(steps[done].Name, steps[done].Run);
        }

        events.Publish(new ReadinessChanged(1));
    }

    private async Task TimeAsync(string what, Func<Task> run)
    {
        long start = clock.GetTimestamp();
        await run();
        log.Warm(what, clock.GetElapsedTime(start).TotalMilliseconds);
    }
}
