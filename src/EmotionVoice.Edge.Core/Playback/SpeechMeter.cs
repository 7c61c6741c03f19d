using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Pipeline;

namespace EmotionVoice.Edge.Core.Playback;

/// <summary>
/// Raises <see cref="SpeakingLevel"/> for what leaves the loudspeaker at that moment, twenty times a second while
/// something does. Samples are measured when they are queued and reported when they are heard.
/// </summary>
public sealed class SpeechMeter : IDisposable
{
    private static readonly TimeSpan s_block = TimeSpan.FromMilliseconds(50);

    private readonly ISpeaker _speaker;
    private readonly ConversationEvents _events;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly Queue<(long End, float RmsDb)> _blocks = [];
    private bool _running;

    public SpeechMeter(ISpeaker speaker, ConversationEvents events, TimeProvider clock)
    {
        _speaker = speaker;
        _events = events;
        _timer = clock.CreateTimer(_ => Report(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Call before the samples are handed to the speaker.</summary>
    public void Queue(ReadOnlySpan<float> samples)
    {
        int length = (int)(s_block.TotalSeconds * _speaker.SampleRateHz);
        long end = _speaker.EnqueuedSamples;
        lock (_lock)
        {
            for (; !samples.IsEmpty; samples = samples[Math.Min(length, samples.Length)..])
            {
                ReadOnlySpan<float> block = samples[..Math.Min(length, samples.Length)];
                _blocks.Enqueue((end += block.Length, Level.RmsDbfs(block)));
            }

            if (_running)
                return;
            _running = true;
            _timer.Change(s_block, s_block);
        }
    }

    /// <summary>What was queued will not be heard.</summary>
    public void Clear()
    {
        lock (_lock)
            _blocks.Clear();
    }

    public void Dispose() => _timer.Dispose();

    private void Report()
    {
        float level;
        try
        {
            level = Next(_speaker.HeardSamples);
        }
        catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException)
        {
            // The speaker is being closed; a meter has nothing to say about that.
            return;
        }

        _events.Publish(new SpeakingLevel(level));
    }

    private float Next(long heard)
    {
        lock (_lock)
        {
            while (_blocks.TryPeek(out (long End, float RmsDb) block))
            {
                if (heard < block.End)
                    return block.RmsDb;
                _blocks.Dequeue();
            }

            _running = false;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return Level.SilenceDbfs;
        }
    }
}
