using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Synthesis;

/// <summary>How a reply is spoken to somebody who feels this way.</summary>
public sealed class TonePreset
{
    /// <summary>Tempo; 1 is the voice's own. 0.85 to 1.2.</summary>
    [Range(0.85, 1.2)]
    public double Rate { get; set; } = 1;

    /// <summary>Ratio of frequencies; 1 is the voice's own. 0.88 to 1.12.</summary>
    [Range(0.88, 1.12)]
    public double Pitch { get; set; } = 1;

    /// <summary>Loudness in dB. -12 to 6.</summary>
    [Range(-12.0, 6.0)]
    public double GainDb { get; set; }

    /// <summary>Silence after a sentence. Default 150 ms, 0 to 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:02")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromMilliseconds(150);
}

/// <summary>Section <c>Synthesis:Prosody</c>: the tone that answers each feeling.</summary>
public sealed class ProsodyOptions
{
    /// <summary>Off: every sentence in the voice's own tone. Default on.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>From this confidence on the tone applies in full; below, in part. Default 0.7, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double FullConfidence { get; set; } = 0.7;

    /// <summary>Anger meets calm: a little slower, lower and softer.</summary>
    [ValidateObjectMembers]
    public TonePreset Angry { get; set; } = Tone(0.93, 0.95, -1.5, 220);

    /// <summary>Matter-of-fact.</summary>
    [ValidateObjectMembers]
    public TonePreset Disgusted { get; set; } = Tone(0.98, 0.97, -0.5, 170);

    /// <summary>Fear meets warmth: slow, low, close.</summary>
    [ValidateObjectMembers]
    public TonePreset Fearful { get; set; } = Tone(0.9, 0.96, -1, 220);

    /// <summary>Joy is shared: faster, higher, louder.</summary>
    [ValidateObjectMembers]
    public TonePreset Happy { get; set; } = Tone(1.14, 1.07, 1, 120);

    [ValidateObjectMembers]
    public TonePreset Neutral { get; set; } = Tone(1, 1, 0, 150);

    [ValidateObjectMembers]
    public TonePreset Other { get; set; } = Tone(1, 1, 0, 150);

    /// <summary>Sorrow meets quiet: slower, lower, softer, with longer pauses.</summary>
    [ValidateObjectMembers]
    public TonePreset Sad { get; set; } = Tone(0.88, 0.93, -2, 280);

    /// <summary>Wonder is shared: lively and a little higher.</summary>
    [ValidateObjectMembers]
    public TonePreset Surprised { get; set; } = Tone(1.06, 1.04, 0.5, 150);

    [ValidateObjectMembers]
    public TonePreset Unknown { get; set; } = Tone(1, 1, 0, 150);

    private static TonePreset Tone(double rate, double pitch, double gainDb, int pauseMs) =>
        new() { Rate = rate, Pitch = pitch, GainDb = gainDb, Pause = TimeSpan.FromMilliseconds(pauseMs) };
}

/// <summary>Names every wrong field of <see cref="ProsodyOptions"/>.</summary>
[OptionsValidator]
public sealed partial class ProsodyOptionsValidator : IValidateOptions<ProsodyOptions>;
