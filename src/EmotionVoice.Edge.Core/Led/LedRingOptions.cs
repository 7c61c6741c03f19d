using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Led;

/// <summary>Which ring is there.</summary>
public enum LedRingKind
{
    /// <summary>A terminal ring where the turn is drawn on a terminal, else none.</summary>
    Auto,
    None,
    Terminal,

    /// <summary>WS2812 LEDs on an SPI bus; on the terminal too where the turn is drawn.</summary>
    Ws2812,
}

/// <summary>Colours of the feelings.</summary>
public enum LedPalette
{
    Standard,

    /// <summary>Differ in lightness too, so that they stay apart without red or green cones.</summary>
    ColourBlindSafe,
}

/// <summary>When the ring is dimmed.</summary>
public enum NightMode
{
    /// <summary>From <see cref="LedRingOptions.NightFrom"/> to <see cref="LedRingOptions.NightTo"/>.</summary>
    Clock,
    Always,
    Never,
}

/// <summary>Section <c>Led</c>.</summary>
public sealed class LedRingOptions
{
    public const string Section = "Led";

    /// <summary>Auto, None, Terminal or Ws2812. Default Auto.</summary>
    [EnumDataType(typeof(LedRingKind))]
    public LedRingKind Ring { get; set; }

    /// <summary>LEDs on the ring. Default 16, 8 to 60.</summary>
    [Range(8, 60)]
    public int Count { get; set; } = 16;

    /// <summary>Share of the LEDs' full light. Default 0.4, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double Brightness { get; set; } = 0.4;

    /// <summary>Standard or ColourBlindSafe. Default Standard.</summary>
    [EnumDataType(typeof(LedPalette))]
    public LedPalette Palette { get; set; }

    /// <summary>What the whole ring may draw at most, in mA; brighter frames are scaled down. Default 500 (one USB port), 20 to 4000.</summary>
    [Range(20.0, 4000.0)]
    public double CurrentBudgetMilliamps { get; set; } = 500;

    /// <summary>Clock, Always or Never. Default Clock.</summary>
    [EnumDataType(typeof(NightMode))]
    public NightMode Night { get; set; }

    /// <summary>Local time at which the night begins. Default 22:00.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "23:59:59")]
    public TimeSpan NightFrom { get; set; } = TimeSpan.FromHours(22);

    /// <summary>Local time at which it ends; the same as <see cref="NightFrom"/> means that there is no night. Default 07:00.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "23:59:59")]
    public TimeSpan NightTo { get; set; } = TimeSpan.FromHours(7);

    /// <summary>What remains of the brightness at night. Default 0.3, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double NightLevel { get; set; } = 0.3;

    /// <summary>Default 50, 5 to 100.</summary>
    [Range(5, 100)]
    public int FramesPerSecond { get; set; } = 50;

    /// <summary>How long the colour of one feeling takes to become the next. Default 600 ms, up to 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan EmotionFade { get; set; } = TimeSpan.FromMilliseconds(600);

    /// <summary>How long one motion takes to become the next. Default 250 ms, up to 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan StateFade { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>After this time of quiet the ring is neutral again. Default 20 s, 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan EmotionHold { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a failed turn is shown. Default 3 s, up to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ErrorHold { get; set; } = TimeSpan.FromSeconds(3);
}

[OptionsValidator]
public sealed partial class LedRingOptionsValidator : IValidateOptions<LedRingOptions>;

/// <summary>The rule across two fields.</summary>
public sealed class LedRingCurrentCheck : IValidateOptions<LedRingOptions>
{
    /// <summary>Below this an LED could not shine visibly.</summary>
    public const double LeastMilliampsAnLed = 2;

    public ValidateOptionsResult Validate(string? name, LedRingOptions options) =>
        options.CurrentBudgetMilliamps >= LeastMilliampsAnLed * options.Count
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Led:CurrentBudgetMilliamps must be at least {LeastMilliampsAnLed * options.Count:0} for {options.Count} LEDs: each needs {LeastMilliampsAnLed:0} mA to be seen.");
}
