namespace EmotionVoice.Edge.Commands.Files;

/// <summary>One bad recording among many is reported and left out; the others are worked on.</summary>
internal sealed class FileByFile(TextWriter error)
{
    /// <summary>0, or the exit code of the first recording that could not be used.</summary>
    public int ExitCode { get; private set; } = ExitCodes.Ok;

    public async Task RunAsync(IEnumerable<string> files, Func<string, float[], Task> work, CancellationToken cancellationToken)
    {
        foreach (string file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            float[] samples;
            try
            {
                samples = RecordingFiles.Read(file);
            }
            catch (InputException e)
            {
                await error.WriteLineAsync($"emotionvoice: {e.Message}");
                ExitCode = ExitCode == ExitCodes.Ok ? e.ExitCode : ExitCode;
                continue;
            }

            await work(file, samples);
        }
    }
}
