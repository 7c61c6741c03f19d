using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Echo;

/// <summary>How the device's own voice is kept out of what it hears, while it listens and speaks at once.</summary>
public sealed class EchoOptions
{
    public const string Section = "Echo";

    /// <summary>How long a sound rings on in the room. Default 200 ms, a living room; 50 to 500 ms. Longer costs time and learns more slowly.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:00.5")]
    public TimeSpan Tail { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How far steady noise is lowered, in dB. Default 0: recognisers are trained with noise, and some of a voice's feeling goes with it. 0 to 40.</summary>
    [Range(0, 40)]
    public int NoiseSuppressionDb { get; set; }

    /// <summary>Whether quiet speakers are made louder. Default false: loudness is part of a feeling.</summary>
    public bool GainControl { get; set; }
}

[OptionsValidator]
public sealed partial class EchoOptionsValidator : IValidateOptions<EchoOptions>;
