namespace EmotionVoice.Edge.Core.Turns;

/// <summary>Holds an answer back until it is certain that it is wanted. Any thread.</summary>
public sealed class ReplyGate
{
    private readonly TaskCompletionSource<Decision> _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Nothing may be heard or seen of the answer before this completes.</summary>
    public Task<Decision> Decided => _decided.Task;

    /// <param name="turn">Number of the turn.</param>
    /// <param name="at">Time stamp of the decision.</param>
    /// <param name="speech">What is being said from now on; it can be stopped.</param>
    public void Open(int turn, long at, StoppableSpeech speech) => _decided.TrySetResult(new Decision(turn, at, speech));

    public sealed record Decision(int Turn, long At, StoppableSpeech Speech);
}
