using EmotionVoice.Edge.Core.Dialogue;
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
    Conversation conversation,
    TranscriptionOptions transcription,
    TimeProvider clock,
    ILogger<EngineWarmUp> log)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (IWarmUp engine in new object[] { detector, transcriber, voiceEmotion, voice }.OfType<IWarmUp>())
            await TimeAsync(engine.GetType().Name, () => engine.WarmUpAsync(cancellationToken));
        foreach (string language in transcription.Expected)
            await TimeAsync($"Reply ({language})", () => replies.PrepareNextAsync(language, conversation, cancellationToken));
        await TimeAsync(nameof(Apology), () => apology.PrepareAsync(transcription.Expected, cancellationToken));
    }

    private async Task TimeAsync(string what, Func<Task> run)
    {
        long start = clock.GetTimestamp();
        await run();
        log.Warm(what, clock.GetElapsedTime(start).TotalMilliseconds);
    }
}
