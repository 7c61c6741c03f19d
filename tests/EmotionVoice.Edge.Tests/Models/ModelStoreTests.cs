using EmotionVoice.Edge.Models;

namespace EmotionVoice.Edge.Tests.Models;

public sealed class ModelStoreTests
{
    private static readonly byte[] Content = Bytes.Of(5000);

    [Fact]
    public void A_file_of_the_mirror_is_used_in_place()
    {
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Mirror()));
        string path = bench.Folder.Write("mirror/file.bin", Content);
        Assert.Equal(path, bench.Resolve()["model"]);
        Assert.False(File.Exists(bench.CacheFile));
    }

    [Fact]
    public void The_first_good_copy_wins_over_a_damaged_one()
    {
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Repository(), ModelBench.Mirror()));
        bench.Folder.Write("repo/file.bin", Bytes.Of(5000, seed: 2));
        bench.Folder.Write("mirror/file.bin", Content[..100]);
        string cached = bench.Folder.Write("cache/small/file.bin", Content);
        Assert.Equal(cached, bench.Resolve()["model"]);
    }

    [Fact]
    public void A_file_that_a_package_brought_is_used_in_place_and_another_one_is_refused()
    {
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Mirror()));
        ModelStore store = new(bench.Catalog, bench.Locations with { Preseeded = [bench.Folder["share"]] });
        string path = bench.Folder.Write("share/small/file.bin", Content);
        Assert.Equal(path, store.Resolve("small", TestContext.Current.CancellationToken)["model"]);
        Assert.False(File.Exists(bench.CacheFile));
        bench.Folder.Write("share/small/file.bin", Bytes.Of(5000, seed: 2));
        Assert.Throws<ModelException>(() => store.Resolve("small", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_missing_model_says_how_to_fetch_it()
    {
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Mirror()));
        ModelException error = Assert.Throws<ModelException>(() => bench.Resolve());
        Assert.Equal("The model A small model (small) is not on this machine:\n  - file.bin is not here\nRun: emotionvoice models fetch small", error.Message);
        Assert.Equal(ExitCodes.Unavailable, error.ExitCode);
        Assert.False(bench.Store.IsPresent(bench.Catalog.Models[0]));
    }

    [Fact]
    public void A_wrong_hash_is_refused_naming_both()
    {
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Mirror()));
        byte[] other = Bytes.Of(5000, seed: 2);
        bench.Folder.Write("mirror/file.bin", other);
        ModelException error = Assert.Throws<ModelException>(() => bench.Resolve());
        Assert.Contains(Bytes.Sha256(other), error.Message, StringComparison.Ordinal);
        Assert.Contains(Bytes.Sha256(Content), error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.DataError, error.ExitCode);
    }

    [Fact]
    public void A_wrong_size_is_found_without_reading_the_file()
    {
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Mirror()));
        bench.Folder.Write("mirror/file.bin", Content[..4999]);
        FileState state = Assert.Single(bench.Store.Inspect(bench.Catalog.Models[0], CheckDepth.Size, TestContext.Current.CancellationToken));
        Assert.Equal(FileStatus.WrongSize, state.Status);
        Assert.Contains("4999 bytes, 5000 expected", state.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hash_is_read_once_and_again_when_the_file_changes_or_when_asked()
    {
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Mirror()));
        ModelEntry model = bench.Catalog.Models[0];
        string path = bench.Folder.Write("mirror/file.bin", Content);
        bench.Resolve();

        // Other bytes behind the same size and time can only pass when the hash is not read again.
        DateTime written = File.GetLastWriteTimeUtc(path);
        File.WriteAllBytes(path, Bytes.Of(5000, seed: 2));
        File.SetLastWriteTimeUtc(path, written);
        bench.Resolve();
        Assert.Equal(FileStatus.WrongHash, bench.Store.Inspect(model, CheckDepth.HashAgain, TestContext.Current.CancellationToken)[0].Status);

        File.SetLastWriteTimeUtc(path, written.AddSeconds(1));
        Assert.Throws<ModelException>(() => bench.Resolve());
    }

    [Fact]
    public void A_cache_that_cannot_be_written_does_not_keep_the_models_from_being_used()
    {
        using TestFolder folder = new();
        string file = folder.Write("not-a-folder", [1]);
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Mirror()), cache: file);
        string path = bench.Folder.Write("mirror/file.bin", Content);
        Assert.Equal(path, bench.Resolve()["model"]);
        Assert.Equal(path, bench.Resolve()["model"]);
    }

    [Fact]
    public void A_folder_is_good_when_every_member_is()
    {
        string members = $$"""{ "as": "espeak-ng-data", "path": "espeak-ng-data", "members": [{ "path": "lang/ko", "size": 5000, "sha256": "{{Bytes.Sha256(Content)}}" }], "sources": [{{ModelBench.Mirror("voice/data")}}] }""";
        using ModelBench bench = new(ModelBench.Entry("small", members));
        Directory.CreateDirectory(bench.Folder["mirror/voice/data"]);
        Assert.Contains("espeak-ng-data/lang/ko is not here", Assert.Throws<ModelException>(() => bench.Resolve()).Message, StringComparison.Ordinal);
        bench.Folder.Write("mirror/voice/data/lang/ko", Content);
        Assert.Equal(bench.Folder["mirror/voice/data"], bench.Resolve()["espeak-ng-data"]);
    }

    [Fact]
    public void A_file_without_a_known_hash_is_not_used()
    {
        using ModelBench bench = new(ModelBench.Model(null, ModelBench.Mirror()));
        bench.Folder.Write("mirror/file.bin", Content);
        ModelException error = Assert.Throws<ModelException>(() => bench.Resolve());
        Assert.Contains("--trust-on-first-use", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.DataError, error.ExitCode);
    }

    [Fact]
    public void A_file_that_the_engine_needs_and_the_entry_lacks_is_named()
    {
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Mirror()));
        bench.Folder.Write("mirror/file.bin", Content);
        ModelFiles files = bench.Resolve();
        Assert.Contains("no file 'tokens'", Assert.Throws<ModelException>(() => files["tokens"]).Message, StringComparison.Ordinal);
    }
}
