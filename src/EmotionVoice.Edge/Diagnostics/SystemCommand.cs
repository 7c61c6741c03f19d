using System.ComponentModel;
using System.Diagnostics;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>Asks a program of the system.</summary>
internal static class SystemCommand
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <summary>What it prints; null when it isn't there, fails, or says nothing in time.</summary>
    public static async Task<string?> TryRunAsync(string program, string arguments, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        Process? process = null;
        try
        {
            process = Process.Start(start);
            if (process is null)
                return null;
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null; // no such program
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process?.Kill();
            return null;
        }
        finally
        {
            process?.Dispose();
        }
    }
}
