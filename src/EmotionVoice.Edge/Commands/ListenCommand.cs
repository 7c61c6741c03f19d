using System.CommandLine;
using EmotionVoice.Edge.Commands.Files;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Hosting;
using EmotionVoice.Edge.Observers.LedRing;
using EmotionVoice.Edge.Observers.Terminal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Commands;

/// <summary><c>emotionvoice listen</c>: turns from recordings or the microphone, without a daemon.</summary>
internal static class ListenCommand
{
    private const string Microphone = "mic";

    /// <summary>Results must not be lost among the meter's events of a recording that is read fast.</summary>
    private const int EventQueue = 65_536;

    private sealed record Request(IReadOnlyList<string> Sources, string? File, bool Json, bool NoReply, TextWriter Output, TextWriter Error)
    {
        public bool Drawn => !Json && ReferenceEquals(Output, Console.Out) && TurnOutput.IsTerminal();
    }

    public static Command Create()
    {
        SettingsArguments settings = new();
        Argument<string[]> sources = new("source")
        {
            Description = "WAV files or folders with WAV files, heard one after the other as fast as possible; mic (the default): the microphone.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string?> file = new("--out") { Description = "Write the replies to a WAV file. Default: recordings are answered without sound, the microphone through the loudspeaker." };
        Option<bool> json = new("--json") { Description = "One JSON object a turn." };
        Option<bool> noReply = new("--no-reply") { Description = "Understand only." };
        Command command = new("listen", "Understands and answers what is said in recordings or into the microphone. Exit code 1: nothing was said, or a turn failed.")
        {
            sources, file, json, noReply,
        };
        settings.AddTo(command);
        RecordingFiles.RefuseOptions(command, sources);
        command.Validators.Add(result =>
        {
            if (result.GetValue(sources) is { Length: > 1 } several && several.Contains(Microphone))
                result.AddError("mic stands alone: either the microphone or recordings.");
            if (result.GetValue(noReply) && result.GetValue(file) is not null)
                result.AddError("--no-reply leaves nothing to write with --out.");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            string[] named = parsed.GetValue(sources) is { Length: > 0 } given && given[0] != Microphone ? given : [];
            InvocationConfiguration streams = parsed.InvocationConfiguration;
            return RunAsync(
                settings.Load(parsed),
                new Request(named, parsed.GetValue(file), parsed.GetValue(json), parsed.GetValue(noReply), streams.Output, streams.Error),
                cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(IConfigurationRoot configuration, Request request, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> files = RecordingFiles.Find(request.Sources);
        RecordingFiles.RequireReadable(files);
        await using ServiceProvider services = CommandServices.Build(configuration, own =>
        {
            if (files.Count > 0)
                FileDevices.AddMicrophone(own, files);
            if (files.Count > 0 || request.File is not null)
                FileDevices.AddSpeaker(own, request.File);
            if (request.Drawn)
                own.AddDrawing();
        });
        using ConversationEvents.Subscription events = services.GetRequiredService<ConversationEvents>().Subscribe(EventQueue);
        using ConversationEvents.Subscription ringEvents = services.GetRequiredService<ConversationEvents>().Subscribe();
        Task<bool> reporting = ReportAsync(events, request, Printer(services, request), cancellationToken);
        Task ring = request.Drawn
            ? services.GetRequiredService<LedRingObserver>().ObserveAsync(ringEvents.ReadAllAsync(cancellationToken), cancellationToken)
            : Task.CompletedTask;
        if (request.NoReply)
            await ActivatorUtilities.CreateInstance<HearOnly>(services).RunAsync(cancellationToken);
        else
            await AnswerAsync(services, cancellationToken);
        events.Dispose();
        ringEvents.Dispose();
        await ring;
        return await reporting ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static IConversationObserver Printer(IServiceProvider services, Request request) => request switch
    {
        { Json: true } => new JsonLines(request.Output),
        { Drawn: true } => services.GetRequiredService<TerminalTurns>(),
        _ => new PlainTurns(request.Output),
    };

    private static async Task AnswerAsync(ServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<ISpeaker>().OpenAsync(cancellationToken);
        await services.GetRequiredService<EngineWarmUp>().RunAsync(cancellationToken);
        await services.GetRequiredService<VoicePipeline>().RunAsync(cancellationToken);
    }

    /// <summary>Prints turns as they end. True when there was one and none failed.</summary>
    private static async Task<bool> ReportAsync(
        ConversationEvents.Subscription events, Request request, IConversationObserver printer, CancellationToken cancellationToken)
    {
        int completed = 0, failed = 0;
        async IAsyncEnumerable<ConversationEvent> CountAsync()
        {
            await foreach (ConversationEvent happened in events.ReadAllAsync(cancellationToken))
            {
                completed += happened is TurnCompleted ? 1 : 0;
                failed += happened is TurnFailed ? 1 : 0;
                // People read it among the turns; programs find it beside them.
                if (request.Json && happened is TurnFailed failure)
                    await request.Error.WriteLineAsync($"emotionvoice: turn {failure.Turn} failed: {failure.Error}");
                yield return happened;
            }
        }

        await printer.ObserveAsync(CountAsync(), cancellationToken);
        if (completed == 0 && failed == 0)
            await request.Error.WriteLineAsync("emotionvoice: nothing was said.");
        return completed > 0 && failed == 0;
    }
}
