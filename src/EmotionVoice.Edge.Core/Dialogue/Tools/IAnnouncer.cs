namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>Says something between two turns.</summary>
public interface IAnnouncer
{
    /// <summary>Completes when it has been heard.</summary>
    /// <exception cref="Control.ControlException">It could not be said, or somebody stopped it.</exception>
    Task AnnounceAsync(string text, string language, CancellationToken cancellationToken);
}
