using System.CommandLine;
using EmotionVoice.Edge.Benchmarks;
using EmotionVoice.Edge.Benchmarks.Conversations;
using EmotionVoice.Edge.Core.Endpointing;
using Microsoft.Extensions.Configuration;
using Spectre.Console;

namespace EmotionVoice.Edge.Commands;

/// <summary><c>emotionvoice bench conversation</c>: how it feels to talk to this machine.</summary>
internal static class BenchConversationCommand
{
    private const string Responses = "responses", Pauses = "pauses", Interruptions = "interruptions", Echo = "echo";

    public static Command Create()
    {
        SettingsArguments settings = new();
        Argument<string[]> parts = new("parts")
        {
            Description = "responses (how soon it answers), pauses (whether it cuts in), interruptions, echo (whether it hears itself); without any, all.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        parts.AcceptOnlyFromAmong(Responses, Pauses, Interruptions, Echo);
        Option<int?> turns = new("--turns") { Description = "Turns of each part; without it 40 (responses, pauses), 20 of each kind (interruptions), 50 (echo)." };
        turns.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 1)
                result.AddError("--turns has to be at least 1.");
        });
        Option<string?> clips = new("--clips") { Description = "Folder of WAV files that speak to the device, the words of x.wav in x.txt; without it, sentences in the program's own voice." };
        Option<bool> compare = new("--compare") { Description = "responses: beside it the same without work before a fixed silence of 500 ms is over." };
        Option<bool> openers = new("--openers") { Description = "responses: beside it the same with openers and acknowledgements." };
        Option<string?> rooms = new("--rooms") { Description = "echo: folder of room impulse responses as WAV files; without it, made ones." };
        Option<string?> record = new("--record") { Description = "Folder for what the microphone heard and the loudspeaker played." };
        Option<bool> json = new("--json") { Description = "One JSON object." };
        Command command = new("conversation", "Conversations in real time in a simulated room: how soon it answers, cut-ins, interruptions, echo; read from what its loudspeaker plays.")
        {
            parts, turns, clips, compare, openers, rooms, record, json,
        };
        settings.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            settings.Load(parsed, ("Audio:Microphone", "room"), ("Audio:Speaker", "room"), ("Wake:Mode", "Open"), ("Logging:LogLevel:Default", "Warning")),
            new Request(
                parsed.GetValue(parts) is { Length: > 0 } named ? named : [Responses, Pauses, Interruptions, Echo],
                parsed.GetValue(turns), parsed.GetValue(clips), parsed.GetValue(compare), parsed.GetValue(openers), parsed.GetValue(rooms), parsed.GetValue(record), parsed.GetValue(json)),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(IConfigurationRoot configuration, Request request, CancellationToken cancellationToken)
    {
        BenchCommand.Progress("preparing what is said");
        SpokenMaterial material = await SpokenMaterial.LoadAsync(configuration, request.Clips, cancellationToken);
        ConversationBench bench = new(configuration, material, request.Record, TimeProvider.System, BenchCommand.Progress);
        ConversationFigures figures = await MeasureAsync(bench, material, request, cancellationToken);
        BenchReport report = BenchReport.Of(BenchCommand.Machine(), bench.Models!) with { Conversation = figures };
        if (!Console.IsErrorRedirected)
            await Console.Error.WriteAsync("\r\x1b[K");
        if (request.Json)
            await Console.Out.WriteLineAsync(report.Serialize());
        else
            new BenchPrinter(AnsiConsole.Console).Print(report);
        return figures.AnythingAnswered ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static async Task<ConversationFigures> MeasureAsync(ConversationBench bench, SpokenMaterial material, Request request, CancellationToken cancellationToken)
    {
        ConversationFigures figures = new(material.Source);
        SpokenClip[] clips = [.. material.Take(request.Turns ?? 40)];
        if (request.Has(Responses))
        {
            List<ResponseFigures> runs = [await bench.ResponsesAsync("as set", ConversationBench.Bare, clips, cancellationToken)];
            if (request.Openers)
                runs.Add(await bench.ResponsesAsync("with openers", ConversationBench.Opening, clips, cancellationToken));
            if (request.Compare)
                runs.Add(await bench.ResponsesAsync("fixed 500 ms, no early work", ConversationBench.Plain, clips, cancellationToken));
            figures = figures with { Responses = runs };
        }

        if (request.Has(Pauses))
        {
            Random random = new(3);
            SpokenClip[] paused = [.. clips.Select(clip => clip.WithPause(TimeSpan.FromMilliseconds(random.Next(300, 701))))];
            figures = figures with
            {
                Pauses =
                [
                    await bench.ResponsesAsync("semantic", ConversationBench.Endpointing(nameof(EndpointingPolicy.Semantic)), paused, cancellationToken),
                    await bench.ResponsesAsync("fixed 500 ms", ConversationBench.Endpointing(nameof(EndpointingPolicy.Fixed)), paused, cancellationToken),
                ],
            };
        }

        if (request.Has(Interruptions))
            figures = figures with { Interruptions = await bench.InterruptionsAsync(request.Turns ?? 20, cancellationToken) };
        if (request.Has(Echo))
            figures = figures with { Echo = await bench.EchoAsync(request.Turns ?? 50, EchoRoom.Impulses(request.Rooms), cancellationToken) };
        return figures;
    }

    private sealed record Request(string[] Parts, int? Turns, string? Clips, bool Compare, bool Openers, string? Rooms, string? Record, bool Json)
    {
        public bool Has(string part) => Parts.Contains(part);
    }
}
