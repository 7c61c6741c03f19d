using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Hosting;

/// <summary>
/// Warms the engines, opens the speaker, then listens until the daemon stops. Starting completes only when all of that
/// is ready, so that systemd's READY means what it says.
/// </summary>
internal sealed class ConversationService(
    VoicePipeline pipeline,
    EngineWarmUp warmUp,
    IMicrophone microphone,
    ISpeaker speaker,
    ModelSelection models,
    ConversationOutcome outcome,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<ConversationService> log) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        log.Profile(models.Profile.Id, models.Reason, string.Join(", ", models.Models.Select(model => model.Name)));
        await speaker.OpenAsync(cancellationToken);
        await warmUp.RunAsync(cancellationToken);
        log.Ready(clock.GetElapsedTime(start).TotalSeconds, microphone.Name, speaker.Name);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Leave StartAsync at once: the first frames of a recording come without waiting.
            await Task.Yield();
            await pipeline.RunAsync(stoppingToken);
            log.SourceEnded();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            outcome.Failure = e;
            // A failure with a sentence of its own is told by the program's last line; a defect needs its trace.
            log.ConversationEnded(Failures.ExitCode(e) is null ? e : null);
        }

        lifetime.StopApplication();
    }
}

/// <summary>How the conversation ended.</summary>
internal sealed class ConversationOutcome
{
    /// <summary>Why, if it was neither by request nor by the end of a recording.</summary>
    public Exception? Failure { get; set; }
}
