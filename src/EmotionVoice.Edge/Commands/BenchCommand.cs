using System.CommandLine;
using EmotionVoice.Edge.Benchmarks;
using EmotionVoice.Edge.Diagnostics;
using Microsoft.Extensions.Configuration;
using Spectre.Console;

namespace EmotionVoice.Edge.Commands;

/// <summary><c>emotionvoice bench</c>: figures of real turns, of listening to silence, of a long run.</summary>
internal static class BenchCommand
{
    private const int UsualTurns = 20;
    private const int LongTurns = 300;
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(20);

    public static Command Create()
    {
        Options all = new(UsualTurns);
        Command command = new("bench", "Measures this machine: real turns, engines, listening to silence, memory.")
        {
            Turns(), Idle(), Soak(), BenchConversationCommand.Create(), BenchWakeCommand.Create(),
        };
        all.AddTo(command, turns: true, idle: true);
        command.SetAction((parsed, cancellation) => RunAsync(all, parsed, async bench =>
        {
            // The turns come second: what the first turn costs in memory isn't idle.
            IdleRun idle = await bench.IdleAsync(all.IdleTime(parsed), cancellation);
            TurnRun turns = await all.TurnsAsync(bench, parsed, cancellation);
            return Report(turns) with { Idle = IdleFigures.Of(idle) };
        }));
        return command;
    }

    private static Command Turns()
    {
        Options options = new(UsualTurns);
        Command command = new("turns", "Real turns from recordings: p50 and p95 of each stage, real-time factors, tokens/s, memory.");
        options.AddTo(command, turns: true, idle: false);
        command.SetAction((parsed, cancellation) => RunAsync(options, parsed, async bench => Report(await options.TurnsAsync(bench, parsed, cancellation))));
        return command;
    }

    private static Command Idle()
    {
        Options options = new(UsualTurns);
        Command command = new("idle", "Listens to silence in real time: CPU and memory.");
        options.AddTo(command, turns: false, idle: true);
        command.SetAction((parsed, cancellation) => RunAsync(options, parsed, async bench =>
        {
            IdleRun idle = await bench.IdleAsync(options.IdleTime(parsed), cancellation);
            return BenchReport.Of(Machine(), idle.Models!) with { Idle = IdleFigures.Of(idle) };
        }));
        return command;
    }

    private static Command Soak()
    {
        Options options = new(LongTurns);
        Command command = new("soak", "A long run: exit code 1 when memory grows, a turn fails or anything is dropped.");
        options.AddTo(command, turns: true, idle: false);
        command.SetAction((parsed, cancellation) => RunAsync(options, parsed, async bench =>
        {
            TurnRun run = await options.TurnsAsync(bench, parsed, cancellation);
            SoakVerdict verdict = SoakVerdict.Of(
                [.. run.Turns.Select(turn => turn.ResidentBytes)], run.Asked, run.Failed, run.Ignored, run.DroppedFrames, run.DroppedUtterances);
            return Report(run) with { Soak = SoakFigures.Of(verdict) };
        }));
        return command;
    }

    private static async Task<int> RunAsync(Options options, ParseResult parsed, Func<BenchRun, Task<BenchReport>> measure)
    {
        BenchRun bench = new(options.Load(parsed), TimeProvider.System, Progress);
        BenchReport report = await measure(bench);
        if (!Console.IsErrorRedirected)
            await Console.Error.WriteAsync("\r\x1b[K");
        if (options.Json(parsed))
            await Console.Out.WriteLineAsync(report.Serialize());
        else
            new BenchPrinter(AnsiConsole.Console).Print(report);
        return report is { Turns.Failed: > 0 } or { Turns.Answered: 0 } or { Soak.Problems.Count: > 0 } ? ExitCodes.Failed : ExitCodes.Ok;
    }

    private static BenchReport Report(TurnRun run) => BenchReport.Of(Machine(), run.Models) with { Turns = TurnFigures.Of(run) };

    internal static MachineFacts Machine() => MachineFacts.Read(new SystemFiles());

    internal static void Progress(string what)
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write($"\r\x1b[K{what}");
    }

    private sealed class Options(int usualTurns)
    {
        private readonly SettingsArguments _settings = new();
        private readonly Option<int> _turns = new("--turns") { Description = "Turns to run.", DefaultValueFactory = _ => usualTurns };
        private readonly Option<string?> _clips = new("--clips") { Description = "Folder of WAV files that speak to the device; without it, sentences in the program's own voice." };
        private readonly Option<bool> _three = new("--three-sentences") { Description = "A fixed reply of three sentences at a steady pace, in place of the reply model." };
        private readonly Option<TimeSpan> _idle = new("--time") { Description = "How long silence is listened to, such as 00:00:20.", DefaultValueFactory = _ => s_idle };
        private readonly Option<bool> _json = new("--json") { Description = "One JSON object." };

        public void AddTo(Command command, bool turns, bool idle)
        {
            if (turns)
            {
                _turns.Validators.Add(result =>
                {
                    if (result.GetValueOrDefault<int>() < 1)
                        result.AddError("--turns has to be at least 1.");
                });
                command.Add(_turns);
                command.Add(_clips);
                command.Add(_three);
            }

            if (idle)
            {
                _idle.Validators.Add(result =>
                {
                    if (result.GetValueOrDefault<TimeSpan>() < TimeSpan.FromSeconds(1))
                        result.AddError("--time has to be at least one second.");
                });
                command.Add(_idle);
            }

            command.Add(_json);
            _settings.AddTo(command);
        }

        // No device is touched, and the log doesn't stand between the figures.
        public IConfigurationRoot Load(ParseResult parsed) => _settings.Load(parsed,
            ("Audio:Microphone", "wav:"), ("Audio:Speaker", "none"), ("Audio:RealTime", "false"), ("Logging:LogLevel:Default", "Warning"));

        public bool Json(ParseResult parsed) => parsed.GetValue(_json);

        public TimeSpan IdleTime(ParseResult parsed) => parsed.GetValue(_idle);

        public Task<TurnRun> TurnsAsync(BenchRun bench, ParseResult parsed, CancellationToken cancellationToken) =>
            bench.TurnsAsync(parsed.GetValue(_turns), parsed.GetValue(_clips), parsed.GetValue(_three), cancellationToken);
    }
}
