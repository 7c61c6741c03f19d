namespace EmotionVoice.Edge.Core.Pipeline;

/// <summary>An engine whose first use is slow: it is run once before the daemon says that it is ready.</summary>
public interface IWarmUp
{
    Task WarmUpAsync(CancellationToken cancellationToken);
}
