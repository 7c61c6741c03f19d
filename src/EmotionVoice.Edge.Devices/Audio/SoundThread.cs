using System.Collections.Concurrent;

namespace EmotionVoice.Edge.Devices.Audio;

/// <summary>
/// The one thread that starts and stops PortAudio and opens and closes its streams: these calls are not safe for threads,
/// and each blocks for as long as a sound server doesn't answer. Who waits for one can give up; the thread can't, and
/// what comes after waits for it. Any thread may ask.
/// </summary>
internal static class SoundThread
{
    private static readonly BlockingCollection<Action> s_work = [];
    private static readonly Lazy<Thread> s_thread = new(Start);

    /// <summary>Runs <paramref name="action"/> after all that was asked for before. Its exception is the task's.</summary>
    internal static Task<T> RunAsync<T>(Func<T> action)
    {
        _ = s_thread.Value;
        TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        s_work.Add(() =>
        {
            try
            {
                done.SetResult(action());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }

    // In the background: a call that never returns doesn't keep the program from ending.
    private static Thread Start()
    {
        Thread thread = new(() =>
        {
            foreach (Action work in s_work.GetConsumingEnumerable())
                work();
        })
        { IsBackground = true, Name = "sound devices" };
        thread.UnsafeStart(); // whose call came first is nobody else's business
        return thread;
    }
}
