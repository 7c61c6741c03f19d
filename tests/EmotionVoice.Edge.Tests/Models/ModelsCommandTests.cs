using System.Text.Json;
using EmotionVoice.Edge.Commands;
using EmotionVoice.Edge.Models;
using EmotionVoice.Edge.Models.CommandLine;
using EmotionVoice.Edge.Models.Fetching;
using Spectre.Console;

namespace EmotionVoice.Edge.Tests.Models;

public sealed class ModelsCommandTests : IDisposable
{
    private static readonly byte[] Content = Bytes.Of(2000);

    private readonly TestFolder _folder = new();
    private readonly StringWriter _people = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly ModelsOptions _options = new();
    private readonly FileServer _server = FileServer.Of(Content);

    public ModelsCommandTests() => _folder.Write("models.json", System.Text.Encoding.UTF8.GetBytes(
        $$"""
          { "version": 1,
            "models": [{{ModelBench.Model(Content, ModelBench.Url(_server))}}, {{ModelBench.Entry("system-voice", "", "voice", "espeak")}}, {{ModelBench.Entry("far", ModelBench.File("model", "f", Content, ModelBench.Mirror()))}}],
            "profiles": [
              { "id": "embedded", "name": "E", "description": "small", "roles": { "transcription": { "*": ["small"] }, "voice": { "*": ["system-voice"] } } },
              { "id": "standard", "name": "S", "description": "large", "roles": { "transcription": { "*": ["far"] } } }] }
          """));

    [Fact]
    public async Task List_as_json_is_one_object_a_line()
    {
        Assert.Equal(ExitCodes.Ok, await RunAsync("list", "--json"));
        JsonElement[] lines = [.. _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["small", "system-voice", "far"], lines.Select(line => line.GetProperty("id").GetString()));
        Assert.Equal(["missing", "here", "missing"], lines.Select(line => line.GetProperty("state").GetString()));
        Assert.Equal([true, true, false], lines.Select(line => line.GetProperty("inUse").GetBoolean()));
        Assert.Equal(2000, lines[0].GetProperty("sizeBytes").GetInt64());
    }

    [Fact]
    public async Task List_for_people_names_profile_models_and_folders()
    {
        Assert.Equal(ExitCodes.Ok, await RunAsync("list"));
        Assert.All((string[])["Profile embedded", "small", "missing", _folder["cache"]], part => Assert.Contains(part, _people.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fetch_without_a_name_fetches_what_the_profile_needs_in_plain_lines()
    {
        Assert.Equal(ExitCodes.Ok, await RunAsync("fetch"));
        Assert.Contains("small file.bin: done", _people.ToString(), StringComparison.Ordinal);
        Assert.Contains("Here and checked: small, system-voice.", _people.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Ok, await RunAsync("verify"));
    }

    [Fact]
    public async Task Fetch_of_a_model_out_of_reach_ends_69_and_still_fetches_the_others()
    {
        Assert.Equal(ExitCodes.Unavailable, await RunAsync("fetch", "far", "small"));
        Assert.Contains("far", _error.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["cache/small/file.bin"]));
    }

    [Fact]
    public async Task Fetch_into_a_cache_that_cannot_be_made_ends_73()
    {
        _folder.Write("cache", [1]);
        Assert.Equal(ExitCodes.CannotCreate, await RunAsync("fetch"));
    }

    [Fact]
    public async Task Verify_of_a_damaged_file_ends_65_and_names_it()
    {
        await RunAsync("fetch");
        _folder.Write("cache/small/file.bin", Bytes.Of(2000, seed: 2));
        Assert.Equal(ExitCodes.DataError, await RunAsync("verify"));
        Assert.Contains($"{Bytes.Sha256(Content)} expected", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.DataError, await RunAsync("verify", "small", "--json"));
        Assert.Contains("\"state\":\"damaged\"", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_of_a_missing_model_ends_69()
        => Assert.Equal(ExitCodes.Unavailable, await RunAsync("verify", "small"));

    [Fact]
    public async Task Use_writes_the_choice_and_says_what_is_missing()
    {
        Assert.Equal(ExitCodes.Ok, await RunAsync("use", "far"));
        Assert.Contains("\"Transcription\": \"far\"", await SettingsAsync(), StringComparison.Ordinal);
        Assert.Contains("emotionvoice models fetch far", _people.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Ok, await RunAsync("use", "Standard"));
        Assert.Contains("\"Profile\": \"standard\"", await SettingsAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("far", await SettingsAsync(), StringComparison.Ordinal);
        Assert.Contains("Removed the single choice Models:Transcription", _people.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_name_ends_78_with_the_names_that_exist()
    {
        Assert.Equal(ExitCodes.Configuration, await RunAsync("use", "deluxe"));
        Assert.Contains("Profiles: auto, embedded, standard. Models: small, system-voice, far.", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_settings_file_with_an_unknown_profile_ends_78()
    {
        _options.Profile = "deluxe";
        Assert.Equal(ExitCodes.Configuration, await RunAsync("list"));
        Assert.Contains("there is no profile 'deluxe'", _error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
        _people.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    private Task<string> SettingsAsync() => File.ReadAllTextAsync(_folder["settings.json"], TestContext.Current.CancellationToken);

    private Task<int> RunAsync(params string[] arguments)
    {
        ModelLocations locations = new(_folder["models.json"], [], null, _folder["cache"]);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(_people) });
        console.Profile.Width = 200;
        FetchPolicy patience = new() { Retries = 0 };
        ModelsContext context = new(() => ModelServices.Open(_options, [], policy: patience, locations: locations), console, _output, _error, new SettingsFile(_folder["settings.json"]));
        return ModelsCommand.Create(context).Parse(arguments).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);
    }
}
