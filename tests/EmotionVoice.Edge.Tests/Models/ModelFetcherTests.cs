using EmotionVoice.Edge.Models;
using EmotionVoice.Edge.Models.Fetching;
using Reply = EmotionVoice.Edge.Tests.Models.FileServer.Reply;

namespace EmotionVoice.Edge.Tests.Models;

public sealed class ModelFetcherTests
{
    private static readonly byte[] Content = Bytes.Of(300_000);

    [Fact]
    public async Task A_file_arrives_checked_and_leaves_nothing_else_behind()
    {
        using FileServer server = FileServer.Of(Content);
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)));
        ModelFiles files = await bench.FetchAsync();
        Assert.Equal(bench.CacheFile, files["model"]);
        Assert.Equal(Content, await File.ReadAllBytesAsync(bench.CacheFile, TestContext.Current.CancellationToken));
        Assert.Equal([bench.CacheFile], Directory.GetFiles(bench.Folder["cache/small"]));
    }

    [Fact]
    public async Task What_is_here_is_not_fetched_again()
    {
        using FileServer server = FileServer.Of(Content);
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)));
        await bench.FetchAsync();
        await bench.FetchAsync();
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_damaged_file_in_the_cache_is_replaced()
    {
        using FileServer server = FileServer.Of(Content);
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)));
        bench.Folder.Write("cache/small/file.bin", Bytes.Of(300_000, seed: 2));
        Assert.Equal(Content, await File.ReadAllBytesAsync((await bench.FetchAsync())["model"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_early_hang_up_is_resumed_where_it_broke()
    {
        int visits = 0;
        using FileServer server = new(request => visits++ < 2 ? Reply.File(Content, request, "\"1\"").CutAfter(100_000) : Reply.File(Content, request, "\"1\""));
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)));
        await bench.FetchAsync();
        Assert.Equal([null, "bytes=100000-", "bytes=200000-"], server.Requests.Select(request => request.Range));
        Assert.All(server.Requests.Skip(1), request => Assert.Equal("\"1\"", request.IfRange));
    }

    [Fact]
    public async Task A_cancelled_fetch_keeps_its_part_shows_no_half_file_and_is_resumed()
    {
        using CancellationTokenSource cancel = new();
        bool hangs = true;
        using FileServer server = new(request => hangs ? Reply.File(Content, request, "\"1\"").CutAfter(100_000, hangs: true) : Reply.File(Content, request, "\"1\""));
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)));
        Task<ModelFiles> fetch = bench.FetchAsync(cancellation: cancel.Token);
        await WaitForAsync(() => new FileInfo(bench.CacheFile + ".part") is { Exists: true, Length: 100_000 });
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        Assert.False(File.Exists(bench.CacheFile));

        hangs = false;
        await bench.FetchAsync();
        Assert.Equal("bytes=100000-", server.Requests.Last().Range);
    }

    [Fact]
    public async Task A_server_that_ignores_ranges_sends_it_all_again()
    {
        int visits = 0;
        using FileServer server = new(_ => visits++ == 0 ? Reply.Whole(Content).CutAfter(100_000) : Reply.Whole(Content));
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)));
        Assert.Equal(Content, await File.ReadAllBytesAsync((await bench.FetchAsync())["model"], TestContext.Current.CancellationToken));
        Assert.Equal(2, visits);
    }

    [Fact]
    public async Task A_file_that_changed_on_the_server_is_fetched_from_its_start()
    {
        byte[] old = Bytes.Of(300_000, seed: 2);
        int visits = 0;
        using FileServer server = new(request => visits++ == 0 ? Reply.File(old, request, "\"old\"").CutAfter(100_000) : Reply.File(Content, request, "\"new\""));
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)));
        await bench.FetchAsync();
        Assert.Equal(2, visits);
    }

    [Fact]
    public async Task Halves_that_do_not_fit_are_fetched_once_more_as_a_whole()
    {
        byte[] old = Bytes.Of(300_000, seed: 2);
        int visits = 0;
        // No ETag: nothing tells that the file changed between the two visits.
        using FileServer server = new(request => visits++ switch
        {
            0 => Reply.Whole(old).CutAfter(100_000),
            1 => Reply.Empty(404),
            _ => Reply.File(Content, request, "\"1\""),
        });
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)));
        await bench.FailAsync();
        Assert.Equal(100_000, new FileInfo(bench.CacheFile + ".part").Length);
        await bench.FetchAsync();
        Assert.Equal([null, "bytes=100000-", "bytes=100000-", null], server.Requests.Select(request => request.Range));
    }

    [Fact]
    public async Task A_part_that_the_server_refuses_to_continue_is_dropped()
    {
        using FileServer server = new(request => request.Range is null ? Reply.Whole(Content) : Reply.Empty(416));
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)));
        bench.Folder.Write("cache/small/file.bin.part", Content[..1000]);
        await File.WriteAllLinesAsync(bench.CacheFile + ".part.from", [$"{server.Address}/file.bin", ""], TestContext.Current.CancellationToken);
        await bench.FetchAsync();
        Assert.Equal(["bytes=1000-", null], server.Requests.Select(request => request.Range));
    }

    [Fact]
    public async Task A_wrong_hash_is_refused_naming_both_and_nothing_is_kept()
    {
        byte[] other = Bytes.Of(300_000, seed: 2);
        using FileServer server = FileServer.Of(other);
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)));
        ModelException error = await bench.FailAsync();
        Assert.Contains($"expected {Bytes.Sha256(Content)}, got {Bytes.Sha256(other)}", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.DataError, error.ExitCode);
        Assert.Empty(Directory.GetFiles(bench.Folder["cache/small"]));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Another_size_is_refused_before_it_is_fetched()
    {
        using FileServer server = FileServer.Of("<html>Please sign in</html>"u8.ToArray());
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)));
        ModelException error = await bench.FailAsync();
        Assert.Contains("27 bytes, 300000 expected", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.DataError, error.ExitCode);
    }

    [Fact]
    public async Task A_server_that_sends_too_much_is_stopped()
    {
        using FileServer server = new(_ => new Reply(200, [], [.. Content, 1, 2, 3]));
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)));
        Assert.Contains("more than the 300000 bytes", (await bench.FailAsync()).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(bench.Folder["cache/small"]));
    }

    [Fact]
    public async Task A_404_is_not_tried_again_and_the_next_source_is_asked()
    {
        using FileServer gone = new(_ => Reply.Empty(404));
        using FileServer good = FileServer.Of(Content);
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Mirror(), ModelBench.Url(gone), ModelBench.Url(good)));
        await bench.FetchAsync();
        Assert.Single(gone.Requests);
        Assert.Single(good.Requests);
    }

    [Fact]
    public async Task When_no_source_has_it_each_one_says_why()
    {
        using FileServer gone = new(_ => Reply.Empty(404));
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Mirror(), ModelBench.Url(gone), """{ "kind": "npm", "package": "x@1.0.0", "path": "package/x" }"""));
        ModelException error = await bench.FailAsync();
        Assert.Equal(ExitCodes.Unavailable, error.ExitCode);
        Assert.All(
            (string[])["the mirror folder, file.bin: It is not there", $"{gone.Address}/file.bin: The server answered 404", "npm package x@1.0.0: The npm client is not installed", ModelLocations.MirrorVariable],
            part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_redirect_is_followed()
    {
        using FileServer server = new(request => request.Path == "/file.bin" ? Reply.Empty(302, "Location: /elsewhere") : Reply.Whole(Content));
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)));
        await bench.FetchAsync();
        Assert.Equal(["/file.bin", "/elsewhere"], server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_after_growing_waits()
    {
        using FileServer server = new(_ => Reply.Empty(503));
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)));
        ModelException error = await bench.FailAsync();
        Assert.Contains("503", error.Message, StringComparison.Ordinal);
        Assert.Contains("tried 6 times", error.Message, StringComparison.Ordinal);
        TimeSpan[] waits = [.. bench.Clock.Waits.Where(wait => wait < TimeSpan.FromMinutes(10))];
        Assert.Equal(5, waits.Length);
        Assert.True(waits[^1] > waits[0], string.Join(' ', waits));
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, bench.Policy.LongestDelay));
    }

    [Fact]
    public async Task A_server_says_how_long_to_wait()
    {
        int visits = 0;
        using FileServer server = new(_ => visits++ == 0 ? Reply.Empty(429, "Retry-After: 7") : Reply.Whole(Content));
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)));
        await bench.FetchAsync();
        Assert.Contains(TimeSpan.FromSeconds(7), bench.Clock.Waits);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_given_up()
    {
        using FileServer server = new(_ => Reply.Whole(Content).CutAfter(1000, hangs: true));
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)))
        {
            Policy = new FetchPolicy { IdleTimeout = TimeSpan.FromSeconds(300), Retries = 0 },
        };
        Assert.Contains("sent nothing for 300 s", (await bench.FailAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_server_at_all_is_told_as_no_connection()
    {
        FileServer server = FileServer.Of(Content);
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)));
        server.Dispose();
        ModelException error = await bench.FailAsync();
        Assert.Contains("No connection to 127.0.0.1", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Unavailable, error.ExitCode);
    }

    [Fact]
    public async Task Two_fetches_at_once_ask_the_server_once()
    {
        using FileServer server = FileServer.Of(Content);
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => bench.FetchAsync())));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_file_without_a_hash_is_refused_unless_it_is_trusted_and_then_its_hash_holds()
    {
        using FileServer server = FileServer.Of(Content);
        using ModelBench bench = new(ModelBench.Model(null, ModelBench.Url(server)));
        ModelException error = await bench.FailAsync();
        Assert.Contains("--trust-on-first-use", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.DataError, error.ExitCode);
        Assert.Empty(server.Requests);

        await bench.FetchAsync(trust: true);
        Assert.True(bench.Store.IsPresent(bench.Catalog.Models[0]));
        await File.WriteAllBytesAsync(bench.CacheFile, Bytes.Of(300_000, seed: 2), TestContext.Current.CancellationToken);
        Assert.Throws<ModelException>(() => bench.Resolve());
    }

    [Fact]
    public async Task A_folder_is_fetched_member_by_member()
    {
        using FileServer server = FileServer.Of(Content);
        string folder = $$"""{ "as": "data", "path": "data", "members": [{ "path": "a", "size": 300000, "sha256": "{{Bytes.Sha256(Content)}}" }, { "path": "lang/ko", "size": 300000, "sha256": "{{Bytes.Sha256(Content)}}" }], "sources": [{{ModelBench.Url(server, "/data")}}] }""";
        using ModelBench bench = new(ModelBench.Entry("small", folder));
        Assert.Equal(bench.Folder["cache/small/data"], (await bench.FetchAsync())["data"]);
        Assert.Equal(["/data/a", "/data/lang/ko"], server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task Progress_reaches_the_end()
    {
        using FileServer server = FileServer.Of(Content);
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)));
        List<FetchProgress> seen = [];
        await bench.FetchAsync(progress: new OnProgress(seen.Add));
        Assert.Equal(new FetchProgress("small", "file.bin", FetchStep.Done, 300_000, 300_000, null), seen[^1]);
        Assert.Contains(seen, progress => progress is { Step: FetchStep.Downloading, Bytes: 300_000, Total: 300_000 });
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
    }
}
