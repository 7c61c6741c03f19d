using System.Diagnostics;
using System.Globalization;
using EmotionVoice.Edge.Tests.Models;

namespace EmotionVoice.Edge.Tests.Hosting;

/// <summary>The unit under systemd's own checks.</summary>
public sealed class SystemdUnitTests : IDisposable
{
    private const double ExposureLimit = 2.0;

    private readonly string _folder = Directory.CreateTempSubdirectory("emotionvoice-unit-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Unit => Path.Combine(RepositoryTree.Root, "systemd", "emotionvoice.service");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task SystemdFindsNothingWrongWithTheUnit()
    {
        // The program isn't installed here, and a command that doesn't exist is all that verify would see.
        string copy = Path.Combine(_folder, "emotionvoice.service");
        string text = await File.ReadAllTextAsync(Unit, Token);
        Assert.Contains("ExecStart=/usr/bin/emotionvoice run\n", text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(copy, text.Replace("/usr/bin/emotionvoice", "/bin/true", StringComparison.Ordinal), Token);

        (int exitCode, string output) = await AnalyzeAsync("verify", "--man=no", copy);

        // Other units of this machine are read too; what is said of them doesn't count.
        string[] ours = [.. output.Split('\n').Where(line => line.Contains("emotionvoice", StringComparison.Ordinal))];
        Assert.Empty(ours);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task TheExposureIsAtMostTwo()
    {
        (int exitCode, string output) = await AnalyzeAsync("security", "--offline=true", "--no-pager", $"--threshold={ExposureLimit * 10:F0}", Unit);

        string overall = output.Split('\n').Single(line => line.Contains("Overall exposure level", StringComparison.Ordinal));
        double exposure = double.Parse(overall[(overall.LastIndexOf(": ", StringComparison.Ordinal) + 2)..].Split(' ')[0], CultureInfo.InvariantCulture);
        Assert.InRange(exposure, 0, ExposureLimit);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task EveryExceptionFromTheHardeningSaysWhy()
    {
        string[] lines = await File.ReadAllLinesAsync(Unit, Token);
        string[] open = ["ProtectProc=default", "ProcSubset=all", "MemoryDenyWriteExecute=no", "PrivateUsers=no", "PrivateIPC=no", "SupplementaryGroups=", "RestrictAddressFamilies=", "DevicePolicy="];
        foreach (string setting in open)
        {
            int line = Array.FindIndex(lines, text => text.StartsWith(setting, StringComparison.Ordinal));
            Assert.True(line > 0 && lines[line - 1].StartsWith('#'), $"{setting} needs its reason in the line above.");
        }
    }

    private static async Task<(int ExitCode, string Output)> AnalyzeAsync(params string[] arguments)
    {
        ProcessStartInfo start = new("systemd-analyze", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SYSTEMD_COLORS"] = "0";
        start.Environment["SYSTEMD_EMOJI"] = "0";
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("systemd-analyze is not installed. On Debian: sudo apt install systemd");
        }

        using (process)
        {
            Task<string> errors = process!.StandardError.ReadToEndAsync(Token);
            string output = await process.StandardOutput.ReadToEndAsync(Token);
            await process.WaitForExitAsync(Token);
            return (process.ExitCode, output + await errors);
        }
    }
}
