using System.Globalization;
using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Pipeline;

namespace EmotionVoice.Edge.Hosting;

/// <summary>What the daemon is doing, in one line for people. Pure.</summary>
/// <param name="engine">The transcription model's name, or null.</param>
internal sealed class StatusLine(string? engine)
{
    private readonly SortedDictionary<DeviceRole, string> _lost = [];
    private string _doing = "Starting";
    private bool _muted;
    private string? _lostServer;

    /// <summary>True when the event changes the line.</summary>
    public bool Take(ConversationEvent happened)
    {
        switch (happened)
        {
            case StateChanged changed:
                string doing = Words(changed.State);
                if (doing == _doing)
                    return false;
                _doing = doing;
                return true;
            case ControlChanged changed:
                bool before = _muted;
                _muted = changed.State.Muted;
                return _muted != before;
            case DeviceLost lost:
                return _lost.TryAdd(lost.Role, lost.Device);
            case DeviceReady ready:
                return _lost.Remove(ready.Role);
            case ReplyServerLost lost:
                _lostServer = lost.Server;
                return true;
            case ReplyServerReady:
                _lostServer = null;
                return true;
            default:
                return false;
        }
    }

    public string Text(double? celsius) => string.Join(" · ", Parts(celsius));

    private IEnumerable<string> Parts(double? celsius)
    {
        yield return _doing;
        if (_muted)
            yield return "microphone off";
        foreach ((DeviceRole role, string device) in _lost)
            yield return $"{(role == DeviceRole.Microphone ? "microphone" : "loudspeaker")} missing: {device}";
        if (_lostServer is not null)
            yield return $"answers by itself, without {_lostServer}";
        if (engine is not null)
            yield return engine;
        if (celsius is { } degrees)
            yield return string.Create(CultureInfo.InvariantCulture, $"{degrees:F0} °C");
    }

    private static string Words(ConversationState state) => state switch
    {
        ConversationState.Starting => "Starting",
        ConversationState.Error => "In trouble, see the journal",
        _ => state.ToString(),
    };
}
