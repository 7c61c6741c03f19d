using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Wake;

/// <summary>A push button at a GPIO pin, and what its presses mean.</summary>
public sealed class ButtonOptions
{
    public const string Section = "Button";

    /// <summary>Whether there is a button. Default false.</summary>
    public bool Enabled { get; set; }

    /// <summary>GPIO number, not the header's pin number. Default 17 (pin 11 of a Raspberry Pi's header).</summary>
    [Range(0, 1_023)]
    public int Pin { get; set; } = 17;

    /// <summary>Number of the GPIO chip, 0 for /dev/gpiochip0. Default: none, the one of the board's header.</summary>
    [Range(0, 255)]
    public int? Chip { get; set; }

    /// <summary>Whether pressing pulls the pin low: a button between pin and ground, with a pull-up. Default true.</summary>
    public bool ActiveLow { get; set; } = true;

    /// <summary>Whether the pin's own pull resistor is switched on; false when the button has its own. Default true.</summary>
    public bool PullResistor { get; set; } = true;

    /// <summary>A level counts when it stays for so long. Default 30 ms; 1 ms to 200 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:00.2")]
    public TimeSpan Debounce { get; set; } = TimeSpan.FromMilliseconds(30);

    /// <summary>Held for so long: mute or unmute. Default 1 s; 300 ms to 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.3", "00:00:10")]
    public TimeSpan MuteHold { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Held for so long: forget the conversation. Default 6 s; up to 30 s and longer than <see cref="MuteHold"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:30")]
    public TimeSpan ForgetHold { get; set; } = TimeSpan.FromSeconds(6);
}

[OptionsValidator]
public sealed partial class ButtonOptionsValidator : IValidateOptions<ButtonOptions>;

/// <summary>The longer hold must be the longer one.</summary>
public sealed class ButtonHoldOrder : IValidateOptions<ButtonOptions>
{
    public ValidateOptionsResult Validate(string? name, ButtonOptions options) => options.ForgetHold > options.MuteHold
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"{ButtonOptions.Section}:{nameof(ButtonOptions.ForgetHold)}: must be longer than {nameof(ButtonOptions.MuteHold)} ({options.MuteHold:c}).");
}
