using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.VoiceActivity;

namespace EmotionVoice.Edge.Core.Pipeline;

/// <summary>
/// The whole path on one screen:
/// microphone → wake gate → speech or not → utterance → (words ‖ voice emotion) → fusion → reply → sentences → voice → speaker.
/// Listening never stops; turns run beside it, one at a time.
/// </summary>
public sealed class VoicePipeline(IMicrophone microphone, Listener listener, TurnLoop turns)
{
    /// <summary>Runs until the microphone ends (a recording) or <paramref name="stopping"/> fires.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task answering = turns.RunAsync(both.Token);
        try
        {
            listener.Begin();
            await foreach (AudioFrame frame in microphone.ListenAsync(stopping))
                await TakeAsync(listener.Hear(frame, turns.Activity), stopping);
            await TakeAsync(listener.Finish(), stopping);
            turns.Complete();
            await answering;
        }
        finally
        {
            await both.CancelAsync();
            await answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A recording waits for its answer; a live microphone goes on.
    private async ValueTask TakeAsync(Utterance? utterance, CancellationToken stopping)
    {
        if (utterance is null)
            return;
        if (microphone.IsLive)
            turns.Offer(utterance);
        else
            await turns.AnswerAsync(utterance, stopping);
    }
}
