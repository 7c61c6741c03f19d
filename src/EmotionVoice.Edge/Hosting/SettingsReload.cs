using System.Runtime.InteropServices;
using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Dialogue;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Hosting;

/// <summary>
/// On SIGHUP, as a service: reads the settings again, checks all of them, and takes over what can change while the daemon
/// runs: log levels, and who answers and how. Wrong settings change nothing. What needs a restart is named.
/// </summary>
/// <param name="running">What the daemon was started with.</param>
/// <param name="load">Reads the same sources afresh.</param>
internal sealed class SettingsReload(
    IConfigurationRoot running, Func<IConfigurationRoot> load, DialogueOptions dialogue, SystemdReporter reporter, TimeProvider clock, ILogger<SettingsReload> log)
    : IHostedService, IDisposable
{
    private static readonly string[] s_changeable =
    [
        "Logging",
        $"{DialogueOptions.Section}:{nameof(DialogueOptions.Name)}",
        $"{DialogueOptions.Section}:{nameof(DialogueOptions.Persona)}",
        $"{DialogueOptions.Section}:{nameof(DialogueOptions.Openers)}",
        $"{DialogueOptions.Section}:{nameof(DialogueOptions.ReplyTimeout)}",
    ];

    private readonly Lock _lock = new();
    private PosixSignalRegistration? _signal;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Only as a service: at a terminal SIGHUP means that the terminal is gone, and ends the program.
        if (reporter.IsEnabled)
            _signal = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
            {
                context.Cancel = true;
                Reload();
            });
        return Task.CompletedTask;
    }

    /// <summary>True when the new settings are sound and in use.</summary>
    public bool Reload()
    {
        lock (_lock)
        {
            reporter.Reloading(TimeSpan.FromSeconds((double)clock.GetTimestamp() / clock.TimestampFrequency));
            try
            {
                Take();
                return true;
            }
            catch (SettingsException e)
            {
                log.SettingsRefused(string.Join(" ", e.Problems));
                return false;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                log.SettingsRefused(e.Message);
                return false;
            }
            finally
            {
                // Systemd waits for it, whatever came of the reload.
                reporter.Ready();
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _signal?.Dispose();

    private void Take()
    {
        IConfigurationRoot fresh = load();
        ServiceCollection check = new();
        check.AddSettings(fresh);

        Dictionary<string, string?> before = Flat(running);
        running.Reload(); // log levels follow by themselves
        Dictionary<string, string?> after = Flat(running);
        DialogueOptions now = running.GetSection(DialogueOptions.Section).Get<DialogueOptions>() ?? new DialogueOptions();
        dialogue.Name = now.Name;
        dialogue.Persona = now.Persona;
        dialogue.Openers = now.Openers;
        dialogue.ReplyTimeout = now.ReplyTimeout;

        string[] changed = [.. before.Keys.Union(after.Keys).Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key)).Order(StringComparer.Ordinal)];
        string[] waiting = [.. changed.Where(key => !s_changeable.Any(head => IsAtOrBelow(key, head)))];
        log.SettingsReloaded(changed.Length - waiting.Length);
        if (waiting.Length > 0)
            log.SettingsNeedRestart(string.Join(", ", waiting));
    }

    private static Dictionary<string, string?> Flat(IConfigurationRoot configuration) =>
        configuration.AsEnumerable().Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);

    private static bool IsAtOrBelow(string key, string head) =>
        key.Equals(head, StringComparison.OrdinalIgnoreCase) || key.StartsWith(head + ":", StringComparison.OrdinalIgnoreCase);
}
