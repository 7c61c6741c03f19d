using System.Reflection;
using System.Runtime.InteropServices;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Models;
using EmotionVoice.Edge.Observers.Mqtt.Commands;
using EmotionVoice.Edge.Observers.Mqtt.Messages;

namespace EmotionVoice.Edge.Observers.Mqtt.Health;

/// <summary>What the parts of the program know about themselves.</summary>
internal interface IHealthSource
{
    AudioHealth Audio { get; }

    IReadOnlyList<ModelJson> Models { get; }

    EngineNames Engines { get; }
}

/// <summary>One health message.</summary>
internal sealed class HealthReport(HealthReader machine, IHealthSource program, Outbox outbox, CommandDesk desk, TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();
    private readonly VersionsJson _versions = new(ProgramVersion, RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription);

    public static string ProgramVersion { get; } = typeof(HealthReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public HealthMessage Take()
    {
        (long TotalMb, double UsedPercent)? memory = machine.Memory();
        return new HealthMessage(
            clock.GetUtcNow(),
            machine.CpuPercent(),
            memory?.UsedPercent,
            memory?.TotalMb,
            HealthReader.ProcessMb(),
            machine.TemperatureC(),
            machine.ThrottledBits() is { } bits ? ThrottledJson.From(bits) : null,
            HealthReader.DiskFreeMb(AppContext.BaseDirectory),
            machine.UptimeSeconds(),
            (long)clock.GetElapsedTime(_start).TotalSeconds,
            program.Audio,
            new QueueHealth(outbox.Waiting, outbox.DroppedTelemetry, outbox.DroppedEvents, desk.Ignored),
            program.Models,
            _versions);
    }
}

/// <summary>From the daemon's parts.</summary>
internal sealed class DaemonHealth(
    IMicrophone microphone,
    TurnLoop turns,
    ModelSelection models,
    Core.Transcription.ITranscriber transcriber,
    Core.Emotion.IVoiceEmotionRecognizer voiceEmotion,
    Core.Emotion.IWordEmotionRecognizer wordEmotion,
    Core.Synthesis.ISynthesizer voice) : IHealthSource
{
    public AudioHealth Audio => new(microphone.DroppedFrames, turns.DroppedUtterances);

    public IReadOnlyList<ModelJson> Models { get; } = [.. models.Models.Select(model => new ModelJson(
        model.Id, model.Name, model.Role.ToCatalogueName(),
        model.Files.Where(file => file.Sha256 is not null).ToDictionary(file => file.As, file => file.Sha256!)))];

    public EngineNames Engines => new(transcriber.Name, voiceEmotion.Name, wordEmotion.Name, null, voice.Name);
}
