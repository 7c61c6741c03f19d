using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Fleet;

/// <summary>What is known of one device; null what it hasn't told. All text is clean.</summary>
internal sealed record FleetDevice(string Name)
{
    /// <summary>Null until its availability was told.</summary>
    public bool? IsOnline { get; init; }

    public string? State { get; init; }

    public bool IsMuted { get; init; }

    public FleetFeeling? Feeling { get; init; }

    public FleetTurn? Turn { get; init; }

    public FleetHealth? Health { get; init; }

    /// <summary>Sound devices that it has lost.</summary>
    public int LostDevices { get; init; }

    /// <summary>Whether somebody should have a look.</summary>
    public bool NeedsAttention => IsOnline == false || LostDevices > 0 || State == "error" || Health is { IsInTrouble: true };
}

/// <param name="Label">Of the speaker.</param>
/// <param name="Confidence">In [0, 1].</param>
/// <param name="At">By the device's clock.</param>
internal sealed record FleetFeeling(EmotionLabel Label, float Confidence, DateTimeOffset? At);

/// <param name="Number">Counts from the device's start.</param>
/// <param name="At">When it came here.</param>
/// <param name="FirstAudioMs">From the decided turn to the first sound.</param>
/// <param name="Language">ISO 639-1 code.</param>
internal sealed record FleetTurn(int Number, DateTimeOffset At, int? FirstAudioMs, string? Language);

/// <param name="At">When it came here.</param>
/// <param name="CpuPercent">Of all cores.</param>
/// <param name="MemoryPercent">Of the machine.</param>
/// <param name="TemperatureC">Of the board.</param>
/// <param name="DiskFreeMb">Where the device keeps its state.</param>
/// <param name="UnderVoltage">The firmware's word, now.</param>
/// <param name="Throttled">The firmware's word, now.</param>
/// <param name="DroppedFrames">Since the device's start.</param>
internal sealed record FleetHealth(
    DateTimeOffset At, int? CpuPercent, int? MemoryPercent, int? TemperatureC, long? DiskFreeMb, bool UnderVoltage, bool Throttled, long DroppedFrames)
{
    private const int Hot = 80, DiskLow = 200;

    public bool IsInTrouble => UnderVoltage || Throttled || TemperatureC >= Hot || DiskFreeMb < DiskLow;
}

/// <summary>Something that happened on a device, for the last lines of the view.</summary>
internal sealed record FleetNews(DateTimeOffset At, string Device, string Text);
