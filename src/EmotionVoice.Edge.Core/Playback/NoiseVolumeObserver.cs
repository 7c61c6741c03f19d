using EmotionVoice.Edge.Core.Pipeline;

namespace EmotionVoice.Edge.Core.Playback;

/// <summary>Measures the noise while the device is silent and sets the loudness of its voice by it.</summary>
public sealed class NoiseVolumeObserver(NoiseVolumeOptions options, VolumeControl volume, TimeProvider clock) : IConversationObserver
{
    private readonly NoiseVolume _noise = new(options);
    private readonly long _start = clock.GetTimestamp();
    private bool _speaking;

    public string Name => "noise";

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        await foreach (ConversationEvent happened in events)
            Take(happened);
    }

    private void Take(ConversationEvent happened)
    {
        switch (happened)
        {
            case StateChanged changed:
                _speaking = changed.State == ConversationState.Speaking;
                if (_speaking)
                    _noise.Interrupt();
                break;
            case SoundHeard sound when !_speaking:
                _noise.Hear(clock.GetElapsedTime(_start), sound.RmsDb, sound.SpeechProbability);
                volume.NoiseGain = _noise.Gain;
                break;
        }
    }
}
