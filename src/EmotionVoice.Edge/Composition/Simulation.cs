using EmotionVoice.Edge.Devices.Audio;
using Microsoft.Extensions.Configuration;

namespace EmotionVoice.Edge.Composition;

/// <summary>Without sound devices the program still shows what it does: it hears a bundled recording and writes its answer to a file.</summary>
internal static class Simulation
{
    private const string Recording = "hello.wav";

    /// <summary>Fills in recordings for default devices that are not there, and says so.</summary>
    public static void UseWhereSoundIsMissing(IConfigurationRoot configuration, TextWriter notes)
    {
        bool microphone = IsDefault(configuration["Audio:Microphone"]);
        bool speaker = IsDefault(configuration["Audio:Speaker"]);
        if (!microphone && !speaker)
            return;
        AudioDeviceCatalog devices = AudioDeviceCatalog.Read();
        if (microphone && !devices.Devices.Any(device => device.InputChannels > 0))
        {
            string recording = Path.Combine(AppContext.BaseDirectory, "Recordings", Recording);
            configuration["Audio:Microphone"] = AudioOptions.WavPrefix + recording;
            notes.WriteLine("There is no microphone here, so a bundled recording speaks instead. See: emotionvoice devices");
        }

        if (speaker && !devices.Devices.Any(device => device.OutputChannels > 0))
        {
            string answer = AnswerFile();
            configuration["Audio:Speaker"] = AudioOptions.WavPrefix + answer;
            notes.WriteLine($"There is no loudspeaker here, so the answer goes to {answer}");
        }
    }

    private static bool IsDefault(string? setting) => setting is null || setting.Equals("default", StringComparison.OrdinalIgnoreCase);

    private static string AnswerFile()
    {
        string? state = Environment.GetEnvironmentVariable("STATE_DIRECTORY");
        return Path.Combine(string.IsNullOrEmpty(state) ? Environment.CurrentDirectory : state, "answer.wav");
    }
}
