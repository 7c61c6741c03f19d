using EmotionVoice.Edge.Core.Pipeline;

namespace EmotionVoice.Edge.Core.Tests.Dialogue;

/// <summary>Feeds an observer. When the script goes on after an event, the observer has taken it.</summary>
internal static class Script
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>Waits for what happens on other threads without the clock.</summary>
    public static async Task Until(Func<bool> happened)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!happened())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < s_patience, "It did not happen.");
            await Task.Yield();
        }
    }

    /// <summary>What happened, as a stream.</summary>
    public static async IAsyncEnumerable<ConversationEvent> Of(params IEnumerable<object> steps)
    {
        foreach (object step in steps)
        {
            switch (step)
            {
                case ConversationState state:
                    yield return new StateChanged(state);
                    break;
                case ConversationEvent happened:
                    yield return happened;
                    break;
                case Action act:
                    act();
                    break;
                case Func<Task> wait:
                    await wait();
                    break;
                default:
                    throw new ArgumentException($"No step: {step}");
            }
        }
    }
}
