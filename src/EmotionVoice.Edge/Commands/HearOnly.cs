using System.Threading.Channels;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.VoiceActivity;

namespace EmotionVoice.Edge.Commands;

/// <summary>The path up to what was understood: no reply model and no voice are loaded.</summary>
internal sealed class HearOnly(IMicrophone microphone, Listener listener, UtteranceUnderstanding understanding, ConversationEvents events)
{
    private int _turns;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // The listening loop writes, the understanding loop reads. Waits when full: a device's own queue counts what it drops.
        Channel<Utterance> utterances = Channel.CreateBounded<Utterance>(new BoundedChannelOptions(16) { SingleReader = true, SingleWriter = true });
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task understand = UnderstandAsync(utterances.Reader, both.Token);
        try
        {
            listener.Begin(microphone.InRealTime);
            await foreach (AudioFrame frame in microphone.ListenAsync(cancellationToken))
                if (listener.Hear(frame, default).Utterance is { } utterance)
                    await utterances.Writer.WriteAsync(utterance, cancellationToken);
            if (listener.Finish().Utterance is { } last)
                await utterances.Writer.WriteAsync(last, cancellationToken);
            utterances.Writer.Complete();
            await understand;
        }
        finally
        {
            await both.CancelAsync();
            await understand.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task UnderstandAsync(ChannelReader<Utterance> utterances, CancellationToken cancellationToken)
    {
        await foreach (Utterance utterance in utterances.ReadAllAsync(cancellationToken))
        {
            int turn = ++_turns;
            try
            {
                Understood heard = await understanding.UnderstandAsync(utterance, cancellationToken);
                TurnTimings timings = new(utterance.Speech, utterance.TrailingSilence, heard.TranscribeTime, heard.EmotionTime, default, default, default, default);
                events.Publish(heard.Transcript.IsEmpty ? new TurnIgnored(turn, heard.Rejection) : new TurnCompleted(turn, new TurnReport(heard, null, timings)));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                events.Publish(new TurnFailed(turn, e.Message));
            }
        }
    }
}
