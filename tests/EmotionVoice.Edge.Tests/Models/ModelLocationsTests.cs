using EmotionVoice.Edge.Models;

namespace EmotionVoice.Edge.Tests.Models;

public sealed class ModelLocationsTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly Dictionary<string, string> _environment = new() { ["HOME"] = "/home/someone" };

    [Fact]
    public void Installed_without_anything_set_the_cache_is_the_users_and_there_is_no_mirror()
    {
        ModelLocations found = Discover(_folder.Path);
        Assert.Equal("/home/someone/.cache/emotionvoice/models", found.Cache);
        Assert.Null(found.Mirror);
        Assert.Null(found.MissingMirror);
    }

    [Fact]
    public void Under_systemd_the_cache_is_the_services()
    {
        _environment["CACHE_DIRECTORY"] = "/var/cache/emotionvoice:/var/cache/other";
        Assert.Equal("/var/cache/emotionvoice/models", Discover(_folder.Path).Cache);
    }

    [Fact]
    public void A_packages_models_are_looked_for_in_share_of_the_same_prefix()
    {
        Assert.Equal(["/usr/share/emotionvoice/models"], Discover("/usr/lib/emotionvoice/").Preseeded);
        Assert.Equal(["/opt/voice/share/emotionvoice/models"], Discover("/opt/voice/lib/emotionvoice").Preseeded);
    }

    [Fact]
    public void In_a_source_tree_cache_mirror_and_catalogue_are_the_trees()
    {
        _folder.Write("tree/EmotionVoice.Edge.sln", []);
        _folder.Write("tree/models/models.json", []);
        Directory.CreateDirectory(_folder["tree/bin"]);
        Directory.CreateDirectory(_folder["shared/models"]);
        ModelLocations found = Discover(_folder["tree/bin"]);
        Assert.Equal(_folder["tree/artifacts/models"], found.Cache);
        Assert.Equal(_folder["shared/models"], found.Mirror);
        Assert.Equal(_folder["tree/models/models.json"], found.Catalogue);
    }

    [Fact]
    public void The_environment_goes_before_the_settings()
    {
        Directory.CreateDirectory(_folder["a"]);
        Directory.CreateDirectory(_folder["b"]);
        ModelsOptions options = new() { Cache = _folder["c"], Mirror = _folder["a"] };
        Assert.Equal((_folder["a"], _folder["c"]), (Discover(_folder.Path, options).Mirror, Discover(_folder.Path, options).Cache));
        _environment[ModelLocations.MirrorVariable] = _folder["b"];
        _environment[ModelLocations.CacheVariable] = _folder["d"];
        Assert.Equal((_folder["b"], _folder["d"]), (Discover(_folder.Path, options).Mirror, Discover(_folder.Path, options).Cache));
    }

    [Fact]
    public void A_named_mirror_that_does_not_exist_is_none_and_does_not_fall_back_to_another()
    {
        _folder.Write("tree/EmotionVoice.Edge.sln", []);
        Directory.CreateDirectory(_folder["shared/models"]);
        _environment[ModelLocations.MirrorVariable] = "/nonexistent";
        ModelLocations found = Discover(_folder["tree"]);
        Assert.Null(found.Mirror);
        Assert.Equal("/nonexistent", found.MissingMirror);
    }

    public void Dispose() => _folder.Dispose();

    private ModelLocations Discover(string program, ModelsOptions? options = null)
        => ModelLocations.Discover(options ?? new ModelsOptions(), name => _environment.GetValueOrDefault(name), program);
}
