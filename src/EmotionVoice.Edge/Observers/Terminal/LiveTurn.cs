using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Transcription;

namespace EmotionVoice.Edge.Observers.Terminal;

/// <summary>What is known of the conversation at this moment. Used under the observer's lock.</summary>
internal sealed class LiveTurn
{
    private readonly List<string> _reply = [];
    private readonly Dictionary<DeviceRole, string> _lostDevices = [];
    private RingState _state = RingState.Starting;
    private bool _muted;

    public RingState State => _muted ? RingState.Muted : _state;

    public float Readiness { get; private set; }

    /// <summary>In dBFS; null until something was measured.</summary>
    public float? InputDb { get; private set; }

    /// <summary>In dBFS, of the device's own voice.</summary>
    public float? OutputDb { get; private set; }

    public Transcript? Words { get; private set; }

    /// <summary>Words while they are spoken; null once they are final.</summary>
    public TranscriptPartial? Partial { get; private set; }

    /// <summary>Of this turn, or of the last one until the next is understood.</summary>
    public FusedEmotion? Emotion { get; private set; }

    /// <summary>Sentences that are being spoken.</summary>
    public IReadOnlyList<string> Reply => _reply;

    public IReadOnlyCollection<string> LostDevices => _lostDevices.Values;

    public void Apply(ConversationEvent happened)
    {
        switch (happened)
        {
            case StateChanged changed:
                _state = RingStates.Of(changed.State);
                OutputDb = null;
                break;
            case ControlChanged changed:
                _muted = changed.State.Muted;
                break;
            case ReadinessChanged readiness:
                Readiness = readiness.Share;
                break;
            case SoundHeard sound:
                InputDb = sound.RmsDb;
                break;
            case SpeakingLevel level:
                OutputDb = level.RmsDb;
                break;
            case TranscriptReady ready:
                Words = ready.Transcript;
                Partial = null;
                break;
            case TranscriptPartial partial:
                Partial = partial;
                break;
            case SpeechStarted or SpeechEnded { IsUtterance: false }:
                Partial = null;
                break;
            case EmotionReady ready:
                Emotion = ready.Emotion;
                break;
            case ReplySentence sentence:
                _reply.Add(sentence.Text);
                break;
            case DeviceLost lost:
                _lostDevices.TryAdd(lost.Role, lost.Device);
                break;
            case DeviceReady ready:
                _lostDevices.Remove(ready.Role);
                break;
            case TurnCompleted or TurnIgnored or TurnFailed:
                Words = null;
                Partial = null;
                _reply.Clear();
                break;
        }
    }
}
