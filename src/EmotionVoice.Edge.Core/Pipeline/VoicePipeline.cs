using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.VoiceActivity;

namespace EmotionVoice.Edge.Core.Pipeline;

/// <summary>
/// The whole path on one screen:
/// microphone → wake gate → speech or not → utterance → (words ‖ voice emotion) → fusion → reply → sentences → voice → speaker.
/// Listening never stops; turns run beside it, one at a time. An answer is begun at the first short silence and thrown away
/// when the speaker goes on.
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
            listener.Begin(microphone.InRealTime);
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
    private async ValueTask TakeAsync(Heard heard, CancellationToken stopping)
    {
        if (heard.WentOn)
            turns.Discard();
        if (heard.Beginning is { } beginning)
            turns.Prepare(beginning);
        if (heard.Utterance is not { } utterance)
            return;
        if (microphone.IsLive)
            turns.Offer(utterance);
        else
            await turns.AnswerAsync(utterance, stopping);
    }
}
