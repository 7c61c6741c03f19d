using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Capture;

/// <summary>How the daemon behaves while a sound device is missing.</summary>
public sealed class RecoveryOptions
{
    public const string Section = "Recovery";

    /// <summary>Wait before the first attempt to open a device again. Default 250 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Each further wait is so many times as long. Default 2.</summary>
    [Range(1.0, 10.0)]
    public double Factor { get; set; } = 2;

    /// <summary>Longest wait. Default 2 s: with the time that opening takes, a device works within 3 s of its return.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Part of a wait that is left to chance, 0 to 1. Default 0.2: waits are 80 to 100 % of what they would be.</summary>
    [Range(0.0, 1.0)]
    public double Jitter { get; set; } = 0.2;

    /// <summary>A device that has worked for so long begins anew with the first delay. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan ResetAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>While the default device stands in: how often the configured one is looked for. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CheckConfigured { get; set; } = TimeSpan.FromSeconds(10);
}

[OptionsValidator]
public sealed partial class RecoveryOptionsValidator : IValidateOptions<RecoveryOptions>;
