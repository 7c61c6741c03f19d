namespace EmotionVoice.Edge.State;

/// <summary>Where the daemon keeps what has to survive a restart.</summary>
internal static class StateFolder
{
    /// <param name="environment">Reads an environment variable; null when it is not set.</param>
    public static string Discover(Func<string, string?> environment)
    {
        // systemd sets it for StateDirectory=, several separated by colons.
        if (environment("STATE_DIRECTORY") is { Length: > 0 } service)
            return service.Split(':')[0];
        string home = environment("HOME") is { Length: > 0 } set ? set : "/tmp";
        return Path.Combine(environment("XDG_STATE_HOME") is { Length: > 0 } state ? state : Path.Combine(home, ".local", "state"), "emotionvoice");
    }
}
