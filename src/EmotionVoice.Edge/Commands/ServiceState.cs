using System.CommandLine;
using EmotionVoice.Edge.State;

namespace EmotionVoice.Edge.Commands;

/// <summary>The state folder, for commands that work on what a daemon keeps there.</summary>
internal static class ServiceState
{
    private const string ServiceFolder = "/var/lib/emotionvoice";

    public static Option<string?> Option() => new("--state") { Description = $"The daemon's state folder. Default: this user's; of the installed service {ServiceFolder}." };

    /// <exception cref="InputException">Root would leave files in the service's folder that the service can't read.</exception>
    public static string Folder(string? asked)
    {
        string folder = asked ?? StateFolder.Discover(Environment.GetEnvironmentVariable);
        bool service = Path.GetFullPath(folder) == ServiceFolder || (asked is null && Directory.Exists(ServiceFolder));
        if (Environment.IsPrivilegedProcess && service)
            throw new InputException($"The service keeps its own files as the user emotionvoice. Run this command as that user: sudo -u emotionvoice emotionvoice … --state {ServiceFolder}");
        return folder;
    }
}
