using System.CommandLine;
using System.Globalization;
using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Fleet;
using EmotionVoice.Edge.Observers.Mqtt;
using EmotionVoice.Edge.Observers.Terminal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace EmotionVoice.Edge.Commands;

/// <summary><c>emotionvoice dashboard</c>: all devices of a broker, live.</summary>
internal static class DashboardCommand
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(250);

    public static Command Create()
    {
        SettingsArguments settings = new();
        Option<string?> broker = new("--broker") { Description = "Host or host:port. Default: Mqtt:Host and Mqtt:Port of the settings." };
        Option<string?> user = new("--user") { Description = "User name at the broker." };
        Option<string?> password = new("--password-file") { Description = "File with the password. There is no option for the password itself: others would see it." };
        Option<int> once = new("--once") { Description = "Print the devices after so many seconds, and end. Default on what is no terminal: 3.", DefaultValueFactory = _ => 0 };
        once.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 3600)
                result.AddError("--once: seconds from 1 to 3600.");
        });
        Command command = new("dashboard", "Shows all devices of an MQTT broker: state, feeling, last turn, health.") { broker, user, password, once };
        settings.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            (string? host, string? port) = Split(parsed.GetValue(broker));
            MqttOptions options = Options(settings.Load(
                parsed, ("Mqtt:Host", host), ("Mqtt:Port", port), ("Mqtt:UserName", parsed.GetValue(user)), ("Mqtt:PasswordFile", parsed.GetValue(password))));
            FleetStore store = new(TimeProvider.System);
            FleetLink link = new(options, MqttSecrets.Read(options, Environment.GetEnvironmentVariable), store, new ReconnectPolicy(Random.Shared.NextDouble), TimeProvider.System);
            int seconds = parsed.GetValue(once);
            return seconds > 0 || !TurnOutput.IsTerminal()
                ? await PrintAsync(store, link, TimeSpan.FromSeconds(seconds > 0 ? seconds : 3), parsed.InvocationConfiguration.Output, cancellationToken)
                : await DrawAsync(store, link, AnsiConsole.Console, cancellationToken);
        });
        return command;
    }

    private static async Task<int> DrawAsync(FleetStore store, FleetLink link, IAnsiConsole console, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task listening = link.RunAsync(stop.Token);
        LiveArea area = new(console);
        using PeriodicTimer timer = new(s_period);
        try
        {
            do
            {
                // A missing library ends it.
                if (listening.IsFaulted)
                    await listening;
                area.Draw([], Lines(store, link, area.Cells, area.Rows));
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl+C is how one leaves.
        }
        finally
        {
            area.Close(Lines(store, link, area.Cells, area.Rows));
            await stop.CancelAsync();
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return ExitCodes.Ok;
    }

    private static async Task<int> PrintAsync(FleetStore store, FleetLink link, TimeSpan wait, TextWriter output, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task listening = link.RunAsync(stop.Token);
        if (await Task.WhenAny(listening, Task.Delay(wait, TimeProvider.System, cancellationToken)) == listening)
            await listening;
        cancellationToken.ThrowIfCancellationRequested();
        bool connected = link.Connected.IsCompletedSuccessfully;
        foreach (StyledLine line in Lines(store, link, cells: 160, rows: int.MaxValue))
            await output.WriteLineAsync(line.ToString().TrimEnd());
        await stop.CancelAsync();
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return connected ? ExitCodes.Ok : ExitCodes.Unavailable;
    }

    private static List<StyledLine> Lines(FleetStore store, FleetLink link, int cells, int rows) =>
        FleetView.Lines(store.Devices, store.News, store.Ignored, link.Broker, link.Trouble, TimeProvider.System.GetLocalNow(), LedPalette.Standard, cells, rows);

    /// <exception cref="SettingsException">Names what is wrong in the section.</exception>
    private static MqttOptions Options(IConfiguration configuration)
    {
        Dictionary<string, Type> only = new() { [MqttOptions.Section] = typeof(MqttOptions) };
        List<string> problems = [.. SettingsCheck.Problems(configuration, only).Where(problem => problem.StartsWith(MqttOptions.Section + ":", StringComparison.OrdinalIgnoreCase))];
        MqttOptions options = problems.Count > 0 ? new MqttOptions() : configuration.GetSection(MqttOptions.Section).Get<MqttOptions>() ?? new MqttOptions();
        foreach (IValidateOptions<MqttOptions> validator in new IValidateOptions<MqttOptions>[] { new MqttOptionsValidator(), new MqttOptionsRules() })
            problems.AddRange(validator.Validate(MqttOptions.Section, options).Failures ?? []);
        if (problems.Count > 0)
            throw new SettingsException(problems);
        // The device's own name would throw the device off the broker.
        options.ClientId = string.Create(CultureInfo.InvariantCulture, $"emotionvoice-dashboard-{Random.Shared.Next():x}");
        return options;
    }

    // An IPv6 address has brackets when a port follows.
    private static (string? Host, string? Port) Split(string? broker)
    {
        if (broker is null)
            return (null, null);
        int colon = broker.LastIndexOf(':');
        bool hasPort = colon > 0 && (broker.IndexOf(':', StringComparison.Ordinal) == colon || broker[colon - 1] == ']');
        return hasPort ? (broker[..colon].Trim('[', ']'), broker[(colon + 1)..]) : (broker.Trim('[', ']'), null);
    }
}
