using EmotionVoice.Edge.Commands;
using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Models;

namespace EmotionVoice.Edge;

/// <summary>Failures become a sentence on standard error and an exit code; a stack trace only for a defect of the program.</summary>
internal static class Failures
{
    public static async Task<int> ReportAsync(Func<Task<int>> command, TextWriter error)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (ExitCode(e) is int code)
        {
            await error.WriteLineAsync($"emotionvoice: {e.Message}");
            return code;
        }
        catch (Exception e)
        {
            await error.WriteLineAsync($"emotionvoice: this is a defect of the program, please report it.\n{e}");
            return ExitCodes.Software;
        }
    }

    /// <summary>The exit code of a failure that is not the program's fault, else null.</summary>
    public static int? ExitCode(Exception exception) => exception switch
    {
        SettingsException => ExitCodes.Configuration,
        ModelException model => model.ExitCode,
        InputException input => input.ExitCode,
        WavFormatException or InvalidDataException => ExitCodes.DataError,
        AudioDeviceException => ExitCodes.Unavailable,
        FileNotFoundException or DirectoryNotFoundException => ExitCodes.NoInput,
        DllNotFoundException => ExitCodes.Unavailable,
        UnauthorizedAccessException or IOException => ExitCodes.CannotCreate,
        _ => null,
    };
}
