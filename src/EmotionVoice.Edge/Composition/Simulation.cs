using EmotionVoice.Edge.Devices.Audio;
using Microsoft.Extensions.Configuration;

namespace EmotionVoice.Edge.Composition;

/// <summary>Without sound devices the program still shows what it does: it hears a bundled recording and writes its answer to a file.</summary>
internal static class Simulation
{
    /// <summary>As a setting: recordings, whatever devices there are.</summary>
    private const string Asked = "simulated";

    private const string Recording = "hello.wav";

    /// <summary>Fills in recordings for simulated devices, and for default devices that are not there, and says so.</summary>
    public static void UseWhereSoundIsMissing(IConfigurationRoot configuration, TextWriter notes)
    {
        bool microphone = IsAsked(configuration["Audio:Microphone"]), speaker = IsAsked(configuration["Audio:Speaker"]);
        bool defaultMicrophone = IsDefault(configuration["Audio:Microphone"]), defaultSpeaker = IsDefault(configuration["Audio:Speaker"]);
        if (defaultMicrophone || defaultSpeaker)
        {
            AudioDeviceCatalog devices = AudioDeviceCatalog.Read();
            microphone |= Lacks(defaultMicrophone && !devices.Devices.Any(device => device.InputChannels > 0), "microphone", notes);
            speaker |= Lacks(defaultSpeaker && !devices.Devices.Any(device => device.OutputChannels > 0), "loudspeaker", notes);
        }

        if (microphone)
        {
            string recording = Path.Combine(AppContext.BaseDirectory, "Recordings", Recording);
            configuration["Audio:Microphone"] = AudioOptions.WavPrefix + recording;
            notes.WriteLine("A bundled recording speaks instead of a person.");
        }

        if (speaker)
        {
            string answer = AnswerFile();
            configuration["Audio:Speaker"] = AudioOptions.WavPrefix + answer;
            notes.WriteLine($"The answer goes to {answer}");
        }
    }

    private static bool Lacks(bool missing, string device, TextWriter notes)
    {
        if (missing)
            notes.WriteLine($"There is no {device} here. See: emotionvoice devices");
        return missing;
    }

    private static bool IsAsked(string? setting) => Asked.Equals(setting, StringComparison.OrdinalIgnoreCase);

    private static bool IsDefault(string? setting) => setting is null || setting.Equals("default", StringComparison.OrdinalIgnoreCase);

    private static string AnswerFile()
    {
        string? state = Environment.GetEnvironmentVariable("STATE_DIRECTORY");
        return Path.Combine(string.IsNullOrEmpty(state) ? Environment.CurrentDirectory : state, "answer.wav");
    }
}
