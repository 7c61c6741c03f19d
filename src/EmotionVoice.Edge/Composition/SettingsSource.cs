using EmotionVoice.Edge.Models;
using Microsoft.Extensions.Configuration;

namespace EmotionVoice.Edge.Composition;

/// <summary>
/// Where settings come from, later ones win: appsettings.json beside the program, the settings file of a use
/// (appsettings.Kiosk.json …), /etc/emotionvoice/*.json, the user's own file, EMOTIONVOICE__Section__Key, the command line.
/// </summary>
internal static class SettingsSource
{
    public const string EnvironmentPrefix = "EMOTIONVOICE__";
    public const string UseVariable = "EMOTIONVOICE_USE";
    private const string SystemFolder = "/etc/emotionvoice";

    /// <param name="use">Kiosk, InCar, Simulation or null.</param>
    /// <param name="overrides">Settings from the command line.</param>
    /// <exception cref="SettingsException">A file isn't valid JSON, or there is no settings file for the use.</exception>
    public static IConfigurationRoot Load(string? use, IEnumerable<KeyValuePair<string, string?>> overrides)
    {
        ConfigurationBuilder builder = new();
        builder.SetBasePath(AppContext.BaseDirectory);
        builder.AddJsonFile("appsettings.json", optional: true);
        if ((use ?? Environment.GetEnvironmentVariable(UseVariable)) is { Length: > 0 } named)
            builder.AddJsonFile(UseFile(named), optional: false);
        if (Directory.Exists(SystemFolder))
            foreach (string file in Directory.EnumerateFiles(SystemFolder, "*.json").Order(StringComparer.Ordinal))
                builder.AddJsonFile(file, optional: true);
        builder.AddJsonFile(Writable.Path, optional: true);
        builder.AddEnvironmentVariables(EnvironmentPrefix);
        builder.AddInMemoryCollection(overrides);
        try
        {
            return builder.Build();
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            throw new SettingsException([$"{e.Message} {e.InnerException?.Message}".Trim()]);
        }
    }

    /// <summary>The settings file that the program itself writes, as with `models use`.</summary>
    public static SettingsFile Writable => SettingsFile.Discover(Environment.GetEnvironmentVariable, Environment.IsPrivilegedProcess);

    private static string UseFile(string use)
    {
        string? file = Directory.EnumerateFiles(AppContext.BaseDirectory, "appsettings.*.json")
            .FirstOrDefault(path => string.Equals(Path.GetFileName(path), $"appsettings.{use}.json", StringComparison.OrdinalIgnoreCase));
        if (file is not null)
            return file;
        string[] known = [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "appsettings.*.json").Select(path => Path.GetFileName(path).Split('.')[1])];
        throw new SettingsException([$"There is no settings file for the use '{use}'; choose one of: {string.Join(", ", known)}."]);
    }
}
