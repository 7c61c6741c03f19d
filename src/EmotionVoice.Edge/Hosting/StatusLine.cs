using System.Globalization;
using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Pipeline;

namespace EmotionVoice.Edge.Hosting;

/// <summary>What the daemon is doing, in one line for people. Pure.</summary>
/// <param name="engine">The transcription model's name, or null.</param>
internal sealed class StatusLine(string? engine)
{
    private readonly SortedSet<string> _lost = new(StringComparer.Ordinal);
    private string _doing = "Starting";
    private bool _muted;

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
                return _lost.Add(lost.Device);
            case DeviceReady ready:
                return _lost.Remove(ready.Device);
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
        foreach (string device in _lost)
            yield return $"waiting for {device}";
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
