using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Devices.LedRing;

/// <summary>Where a ring of WS2812 LEDs is wired to: the SPI bus whose MOSI is their data line.</summary>
public sealed class Ws28xxOptions
{
    public const string Section = "Led:Spi";

    /// <summary>B of /dev/spidevB.C. Default 0 (MOSI is pin 19 of a Raspberry Pi's header).</summary>
    [Range(0, 255)]
    public int Bus { get; set; }

    /// <summary>C of /dev/spidevB.C. Its line is not wired. Default 0.</summary>
    [Range(0, 255)]
    public int ChipSelect { get; set; }
}

[OptionsValidator]
public sealed partial class Ws28xxOptionsValidator : IValidateOptions<Ws28xxOptions>;
