using System.CommandLine;
using EmotionVoice.Edge.Core.Led.Sheet;

namespace EmotionVoice.Edge.Commands;

/// <summary><c>emotionvoice led</c>.</summary>
internal static class LedCommand
{
    public static Command Create()
    {
        Option<FileInfo> sheet = new("--sheet") { Description = "PNG file to write.", Required = true };
        Command command = new("led", "Draws a picture of everything that the LED ring can show.") { sheet };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await File.WriteAllBytesAsync(parsed.GetRequiredValue(sheet).FullName, ContactSheet.ToPng(), cancellationToken);
            return ExitCodes.Ok;
        });
        return command;
    }
}
