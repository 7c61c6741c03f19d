namespace EmotionVoice.Edge.Core.Synthesis;

/// <summary>How a sentence is spoken.</summary>
/// <param name="Rate">Tempo, 0.85 to 1.2; 1 is the voice's own.</param>
/// <param name="Pitch">Ratio of frequencies, 0.88 to 1.12.</param>
/// <param name="GainDb">Loudness, in dB.</param>
/// <param name="Pause">Silence after the sentence.</param>
public readonly record struct Prosody(float Rate, float Pitch, float GainDb, TimeSpan Pause)
{
    public static Prosody Plain { get; } = new(1, 1, 0, TimeSpan.FromMilliseconds(150));
}
