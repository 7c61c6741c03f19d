namespace EmotionVoice.Edge.Observers.Mqtt.Messages;

/// <summary><c>health</c>: how the device itself is. What a machine doesn't tell is left out. MB are 10⁶ bytes.</summary>
internal sealed record HealthMessage(
    DateTimeOffset At,
    double? CpuPercent,
    double? MemoryPercent,
    long? MemoryTotalMb,
    long ProcessMb,
    double? TemperatureC,
    ThrottledJson? Throttled,
    long? DiskFreeMb,
    long? UptimeSeconds,
    long RunningSeconds,
    AudioHealth Audio,
    QueueHealth Queue,
    IReadOnlyList<ModelJson> Models,
    VersionsJson Versions);

/// <summary>The firmware's word of a Raspberry Pi: bits 0 to 3 are now, 16 to 19 since the boot.</summary>
internal sealed record ThrottledJson(int Bits, bool UnderVoltage, bool FrequencyCapped, bool Throttled, bool SoftTemperatureLimit, bool UnderVoltageSinceBoot, bool ThrottledSinceBoot)
{
    public static ThrottledJson From(int bits) => new(
        bits, Has(bits, 0), Has(bits, 1), Has(bits, 2), Has(bits, 3), Has(bits, 16), Has(bits, 18));

    private static bool Has(int bits, int bit) => (bits >> bit & 1) != 0;
}

/// <param name="DroppedFrames">Frames of the microphone that nobody took in time.</param>
/// <param name="DroppedUtterances">Utterances that got no answer because too many waited.</param>
internal sealed record AudioHealth(long DroppedFrames, long DroppedUtterances);

/// <summary>Messages to the broker: those that wait, and those that were dropped since the start.</summary>
internal sealed record QueueHealth(int Waiting, long DroppedTelemetry, long DroppedEvents, long IgnoredCommands);

internal sealed record ModelJson(string Id, string Name, string Role, IReadOnlyDictionary<string, string> Sha256);

internal sealed record VersionsJson(string Program, string Runtime, string System);
