namespace EmotionVoice.Edge.Models.Fetching;

/// <summary>One fetch of a model at a time, over threads and processes: an exclusively opened file, released by the system at the latest.</summary>
internal sealed class CacheLock : IDisposable
{
    // EAGAIN of Linux: another one holds it.
    private const int Held = 11;

    private readonly FileStream _file;

    private CacheLock(FileStream file) => _file = file;

    /// <param name="waiting">Called once when it has to wait.</param>
    /// <exception cref="IOException">The lock can't be created.</exception>
    public static async Task<CacheLock> AcquireAsync(string path, TimeSpan poll, TimeProvider time, Action waiting, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        for (bool told = false; ; told = true)
        {
            try
            {
                return new CacheLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException error) when (error.HResult == Held)
            {
                if (!told)
                    waiting();
                await Task.Delay(poll, time, cancellationToken);
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
