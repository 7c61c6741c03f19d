using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Devices.Simulated;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Commands.Files;

/// <summary>Files in place of sound devices, as fast as they can be worked on.</summary>
internal static class FileDevices
{
    private const string Nowhere = "/dev/null";

    public static void AddMicrophone(IServiceCollection services, IEnumerable<string> files) =>
        services.AddSingleton<IMicrophone>(provider => new WavMicrophone(
            files, new WavMicrophoneOptions { Pace = Pace.AsFastAsPossible }, provider.GetRequiredService<TimeProvider>()));

    /// <param name="services">The command's parts.</param>
    /// <param name="file">Null: the sound is thrown away.</param>
    /// <exception cref="InputException">The file can't be written: said before long work rather than after it.</exception>
    public static void AddSpeaker(IServiceCollection services, string? file)
    {
        if (file is not null)
            RequireWritable(file);
        services.AddSingleton<ISpeaker>(provider => new WavSpeaker(file ?? Nowhere, pace: Pace.AsFastAsPossible, time: provider.GetRequiredService<TimeProvider>()));
    }

    private static void RequireWritable(string file)
    {
        try
        {
            using FileStream _ = new(file, FileMode.OpenOrCreate, FileAccess.Write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"The sound can't be written to {file}: {e.Message} Choose another file.", ExitCodes.CannotCreate, e);
        }
    }
}
