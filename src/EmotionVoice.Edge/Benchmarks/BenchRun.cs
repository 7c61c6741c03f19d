using System.Runtime.ExceptionServices;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Devices.Simulated;
using EmotionVoice.Edge.Diagnostics;
using EmotionVoice.Edge.Hosting;
using EmotionVoice.Edge.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmotionVoice.Edge.Benchmarks;

/// <summary>Runs the daemon's own conversation, from a recording or a quiet room, with meters in it.</summary>
internal sealed class BenchRun(IConfiguration configuration, TimeProvider clock, Action<string> progress)
{
    /// <summary>The first seconds of listening still compile code.</summary>
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(3);

    /// <summary>Turns from recordings, as fast as they go.</summary>
    /// <param name="count">How many.</param>
    /// <param name="folder">Recordings; null for sentences in the program's own voice.</param>
    /// <param name="threeSentences">Whether the reply is a fixed one.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task<TurnRun> TurnsAsync(int count, string? folder, bool threeSentences, CancellationToken cancellationToken)
    {
        using BenchClips clips = folder is null ? await SpeakAsync(cancellationToken) : BenchClips.FromFolder(folder);
        EngineMeters meters = new(clock);
        TurnRecorder recorder = new(turn => progress($"turn {turn} of {count}"));
        using IHost host = ConversationHost.Build(configuration, builder =>
        {
            builder.Services.AddSingleton<IMicrophone>(new WavMicrophone(clips.Take(count), new WavMicrophoneOptions { Pace = Pace.AsFastAsPossible }, clock));
            if (threeSentences)
                builder.Services.AddSingleton(_ => new ReplyModels(ThreeSentenceChat.Model(clock)));
            builder.Services.AddMeters(meters);
            builder.Services.AddSingleton<IConversationObserver>(recorder);
        });
        progress("warming up");
        await host.StartAsync(cancellationToken);
        await EndAsync(host, cancellationToken);
        IServiceProvider services = host.Services;
        return new TurnRun(
            services.GetRequiredService<ModelSelection>(), clips.Source, count, recorder.Turns, recorder.Discarded, meters,
            services.GetRequiredService<IMicrophone>().DroppedFrames, services.GetRequiredService<TurnLoop>().DroppedUtterances,
            ProcessMemory.Read(), GC.GetGCMemoryInfo().TotalCommittedBytes);
    }

    /// <summary>Listens to a quiet room in real time and counts what that costs.</summary>
    public async Task<IdleRun> IdleAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        IdleRun? result = null;
        IdleMeter meter = new(clock);
        using IHost host = ConversationHost.Build(configuration, builder => builder.Services.AddSingleton<IMicrophone>(
            new SilentMicrophone(s_settle, duration, meter.Begin, frames => result = meter.End(frames), clock)));
        progress("warming up");
        await host.StartAsync(cancellationToken);
        progress($"listening to silence for {duration.TotalSeconds:F0} s");
        await EndAsync(host, cancellationToken);
        return (result ?? throw new OperationCanceledException(cancellationToken)) with { Models = host.Services.GetRequiredService<ModelSelection>() };
    }

    // Voices are loaded for this and thrown away again, so that the run itself begins as the daemon does.
    private async Task<BenchClips> SpeakAsync(CancellationToken cancellationToken)
    {
        progress("speaking the sentences of the run");
        using IHost host = ConversationHost.Build(configuration, _ => { });
        return await BenchClips.SpeakAsync(host.Services, cancellationToken);
    }

    private static async Task EndAsync(IHost host, CancellationToken cancellationToken)
    {
        await host.WaitForShutdownAsync(cancellationToken);
        if (host.Services.GetRequiredService<ConversationOutcome>().Failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        cancellationToken.ThrowIfCancellationRequested();
    }
}

/// <summary>What came of a run of turns.</summary>
internal sealed record TurnRun(
    ModelSelection Models, string Clips, int Asked, IReadOnlyList<MeasuredTurn> Turns, int Discarded, EngineMeters Meters,
    long DroppedFrames, long DroppedUtterances, ProcessMemory Memory, long ManagedBytes)
{
    public IReadOnlyList<MeasuredTurn> Answered => [.. Turns.Where(turn => turn.Timings is not null)];

    public int Failed => Turns.Count(turn => turn.Error is not null);

    public int Ignored => Turns.Count - Answered.Count - Failed;
}
