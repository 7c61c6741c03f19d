using System.Diagnostics;
using EmotionVoice.Edge.Models;

namespace EmotionVoice.Edge.Tests.Models;

public sealed class ModelFetcherDiskTests
{
    private static readonly byte[] Content = Bytes.Of(3_000_000);

    [Fact]
    public async Task A_full_disk_is_told_and_the_part_is_removed()
    {
        using Mount disk = Mount.OrSkip("size=1m");
        using FileServer server = FileServer.Of(Content);
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)), cache: disk.Path);
        ModelException error = await bench.FailAsync();
        Assert.Equal(ExitCodes.CannotCreate, error.ExitCode);
        Assert.Contains($"The disk of the model cache {disk.Path} is full", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(disk.Path, "small")));
    }

    [Fact]
    public async Task A_read_only_cache_is_told()
    {
        using Mount disk = Mount.OrSkip("ro");
        using FileServer server = FileServer.Of(Content);
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)), cache: disk.Path);
        ModelException error = await bench.FailAsync();
        Assert.Equal(ExitCodes.CannotCreate, error.ExitCode);
        Assert.Contains($"The model cache {disk.Path} can't be written", error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_cache_folder_is_told()
    {
        using TestFolder folder = new();
        using FileServer server = FileServer.Of(Content);
        using ModelBench bench = new(ModelBench.Model(Content, ModelBench.Url(server)), cache: folder.Write("cache", [1]));
        ModelException error = await bench.FailAsync();
        Assert.Equal(ExitCodes.CannotCreate, error.ExitCode);
        Assert.Contains(ModelLocations.CacheVariable, error.Message, StringComparison.Ordinal);
    }

    /// <summary>A small file system in memory; needs root.</summary>
    private sealed class Mount : IDisposable
    {
        private readonly TestFolder _folder = new();

        public string Path => _folder.Path;

        public static Mount OrSkip(string options)
        {
            Mount mount = new();
            if (Environment.IsPrivilegedProcess && Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", mount.Path) == 0)
                return mount;
            mount._folder.Dispose();
            Assert.Skip("This test mounts a small file system (tmpfs), which needs root and CAP_SYS_ADMIN. Run the tests as root to enable it.");
            return mount;
        }

        public void Dispose()
        {
            Run("umount", Path);
            _folder.Dispose();
        }

        private static int Run(string program, params string[] arguments)
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
    }
}
