using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace EmotionVoice.Edge.Models.Fetching;

/// <summary>
/// Files out of npm packages, through the npm client with its own configuration (registry, proxy, login). A tarball
/// is fetched once and removed on dispose. Used by one fetch at a time.
/// </summary>
internal sealed class NpmPackages(string folder, string npm) : IDisposable
{
    private readonly Dictionary<string, string> _tarballs = new(StringComparer.Ordinal);

    /// <summary>Appends a file of the package to <paramref name="part"/>.</summary>
    /// <exception cref="SourceException">npm is missing or failed, or the package has no such file.</exception>
    public async Task ExtractAsync(NpmSource source, PartFile part, CancellationToken cancellationToken)
    {
        if (!_tarballs.TryGetValue(source.Package, out string? tarball))
            _tarballs[source.Package] = tarball = await PackAsync(source.Package, cancellationToken);
        part.Restart("");
        Stream content = await FindAsync(tarball, source, cancellationToken);
        byte[] buffer = new byte[128 * 1024];
        for (int count; (count = await content.ReadAsync(buffer, cancellationToken)) > 0;)
            await part.AppendAsync(buffer.AsMemory(0, count), cancellationToken);
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static async Task<Stream> FindAsync(string tarball, NpmSource source, CancellationToken cancellationToken)
    {
        try
        {
            await using FileStream file = File.OpenRead(tarball);
            await using GZipStream unzipped = new(file, CompressionMode.Decompress);
            await using TarReader tar = new(unzipped);
            while (await tar.GetNextEntryAsync(copyData: true, cancellationToken) is { } entry)
            {
                if (entry.Name == source.Path && entry.DataStream is { } data)
                    return data;
            }
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new SourceException($"The tarball of {source.Package} that npm fetched is damaged: {error.Message}", damaged: true, error);
        }

        throw new SourceException($"The npm package {source.Package} has no file {source.Path}.", damaged: true);
    }

    private async Task<string> PackAsync(string package, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        ProcessStartInfo start = new(npm) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder };
        foreach (string argument in (string[])["pack", package, "--pack-destination", folder, "--ignore-scripts", "--loglevel=error", "--fetch-retries=1"])
            start.ArgumentList.Add(argument);
        using Process process = Start(start);
        process.StandardInput.Close();
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            string errors = await process.StandardError.ReadToEndAsync(cancellationToken);
            string name = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
            await process.WaitForExitAsync(cancellationToken);
            string tarball = Path.Combine(folder, Path.GetFileName(name));
            if (errors.Contains("ENOSPC", StringComparison.Ordinal))
                throw new IOException("No space left on device", CacheFailures.NoSpace);
            return process.ExitCode == 0 && File.Exists(tarball)
                ? tarball
                : throw new SourceException($"'npm pack {package}' failed (exit code {process.ExitCode}): {FirstError(errors)}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new SourceException("The npm client is not installed (on Debian: apt install npm).", innerException: error);
        }
    }

    private static string FirstError(string errors)
    {
        string[] lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string line = lines.FirstOrDefault(text => text.StartsWith("npm error", StringComparison.Ordinal) && !text.StartsWith("npm error code", StringComparison.Ordinal))
            ?? lines.FirstOrDefault() ?? "it gave no reason";
        return line.Replace("npm error ", "", StringComparison.Ordinal);
    }
}
