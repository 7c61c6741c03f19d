using System.CommandLine;
using EmotionVoice.Edge.Composition;
using Microsoft.Extensions.Configuration;

namespace EmotionVoice.Edge.Commands;

/// <summary>The options that every command with settings has.</summary>
internal sealed class SettingsArguments
{
    private readonly Option<string?> _profile = new("--profile") { Description = "Models to use: auto, embedded, standard, korean, remote." };

    private readonly Option<string?> _use = new("--use") { Description = "Settings file of a use, such as Kiosk or InCar." };

    private readonly Option<string?> _languages = new("--language", "-l") { Description = "Language that is spoken, such as en or ko; several with commas: the spoken one is chosen." };

    private readonly Option<string[]> _set = new("--set") { Description = "Any setting, as Section:Key=value. Can be repeated.", DefaultValueFactory = _ => [] };

    public void AddTo(Command command)
    {
        command.Add(_profile);
        command.Add(_use);
        command.Add(_languages);
        command.Add(_set);
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="own">Settings that the command's own options mean; they win.</param>
    public IConfigurationRoot Load(ParseResult parsed, params IEnumerable<(string Key, string? Value)> own)
    {
        List<KeyValuePair<string, string?>> settings = [];
        List<string> problems = [];
        foreach (string set in parsed.GetValue(_set) ?? [])
        {
            int equals = set.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                problems.Add($"--set {set}: expected Section:Key=value.");
            else
                settings.Add(new(set[..equals], set[(equals + 1)..]));
        }

        if (problems.Count > 0)
            throw new SettingsException(problems);
        if (parsed.GetValue(_profile) is { } profile)
            settings.Add(new("Models:Profile", profile));
        string[] languages = parsed.GetValue(_languages)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        settings.AddRange(languages.Select((language, i) => new KeyValuePair<string, string?>($"Transcription:Languages:{i}", language)));
        settings.AddRange(own.Where(pair => pair.Value is not null).Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value)));
        return SettingsSource.Load(parsed.GetValue(_use), settings);
    }
}
