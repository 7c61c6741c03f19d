using EmotionVoice.Edge.Models;
using Microsoft.Extensions.Configuration;

namespace EmotionVoice.Edge.Tests.Models;

public sealed class SettingsFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void A_choice_is_written_where_configuration_finds_it()
    {
        Write(("Profile", "embedded"));
        Assert.Equal("embedded", Configuration()["Models:Profile"]);
    }

    [Fact]
    public void Other_settings_stay()
    {
        File.WriteAllText(_folder["settings.json"], """{ "Mqtt": { "Host": "broker", "Port": 1883 }, "Models": { "Cache": "/x" } }""");
        Write(("Profile", "standard"));
        Assert.Equal(("broker", "1883", "/x", "standard"), (Configuration()["Mqtt:Host"]!, Configuration()["Mqtt:Port"]!, Configuration()["Models:Cache"]!, Configuration()["Models:Profile"]!));
    }

    [Fact]
    public void A_key_in_another_case_or_flattened_never_stands_twice()
    {
        File.WriteAllText(_folder["settings.json"], """{ "models": { "profile": "a" }, "Models:Profile": "b" }""");
        Write(("Profile", "c"));
        Assert.Equal("c", Configuration()["Models:Profile"]);
        Assert.DoesNotContain("\"b\"", File.ReadAllText(_folder["settings.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_removed_choice_is_told_when_there_was_one()
    {
        Write(("Reply", "x"));
        Assert.Equal(["Models:Reply"], Write(("Reply", null), ("Voice", null)));
        Assert.Null(Configuration()["Models:Reply"]);
    }

    [Fact]
    public void A_file_that_is_no_json_is_left_alone()
    {
        File.WriteAllText(_folder["settings.json"], "{ half");
        ModelException error = Assert.Throws<ModelException>(() => Write(("Profile", "c")));
        Assert.Equal(ExitCodes.Configuration, error.ExitCode);
        Assert.Equal("{ half", File.ReadAllText(_folder["settings.json"]));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_told()
    {
        _folder.Write("blocked", [1]);
        ModelException error = Assert.Throws<ModelException>(
            () => new SettingsFile(_folder["blocked/settings.json"]).Write("Models", new Dictionary<string, string?> { ["Profile"] = "c" }));
        Assert.Equal(ExitCodes.CannotCreate, error.ExitCode);
    }

    [Fact]
    public void Root_writes_the_devices_settings_where_they_exist_others_their_own()
    {
        Func<string, string?> environment = name => name == "XDG_CONFIG_HOME" ? "/home/someone/.config" : null;
        Assert.Equal(_folder["settings.json"], SettingsFile.Discover(environment, isRoot: true, _folder.Path).Path);
        Assert.Equal("/home/someone/.config/emotionvoice/settings.json", SettingsFile.Discover(environment, isRoot: false, _folder.Path).Path);
        Assert.Equal("/home/someone/.config/emotionvoice/settings.json", SettingsFile.Discover(environment, isRoot: true, "/nonexistent").Path);
    }

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<string> Write(params (string Key, string? Value)[] values)
        => new SettingsFile(_folder["settings.json"]).Write("Models", values.ToDictionary(pair => pair.Key, pair => pair.Value));

    private IConfigurationRoot Configuration() => new ConfigurationBuilder().AddJsonFile(_folder["settings.json"]).Build();
}
