using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Core.Synthesis;

/// <summary>Chooses the tone of a sentence. Pure; safe to call from several threads.</summary>
public sealed class ProsodyPolicy(ProsodyOptions options)
{
    private const double SlowestRate = 0.85;
    private const double FastestRate = 1.2;

    // A tone that is hardly there sounds like a fault of the voice; and no feeling is named below the fusion's threshold.
    private const double LeastStrength = 0.4;

    /// <param name="feeling">What the user feels, not what the reply should feign.</param>
    /// <param name="confidence">In [0, 1]: how sure that is. 1 where the tone is asked for by name.</param>
    /// <param name="act">What the sentence does.</param>
    public Prosody For(EmotionLabel feeling, double confidence = 1, DialogueAct act = DialogueAct.Statement)
    {
        if (!options.Enabled)
            return Prosody.Plain;

        TonePreset tone = Preset(feeling), plain = options.Neutral;
        double strength = options.FullConfidence <= 0 ? 1 : Math.Clamp(confidence / options.FullConfidence, LeastStrength, 1);
        (double rate, double pitch, double gainDb, double pause) = OfAct(act);
        return new Prosody(
            (float)Math.Clamp(Between(plain.Rate, tone.Rate, strength) * rate, SlowestRate, FastestRate),
            (float)Math.Clamp(Between(plain.Pitch, tone.Pitch, strength) * pitch, ProsodyShaper.LowestPitch, ProsodyShaper.HighestPitch),
            (float)(plain.GainDb + (tone.GainDb - plain.GainDb) * strength + gainDb),
            (plain.Pause + (tone.Pause - plain.Pause) * strength) * pause);
    }

    /// <summary>Rates and pitches are ratios: half of the way is the geometric mean.</summary>
    private static double Between(double from, double to, double share) => from * Math.Pow(to / from, share);

    /// <summary>Factors of rate, pitch and pause, and dB of gain. Small: the feeling stays the loudest.</summary>
    private static (double Rate, double Pitch, double GainDb, double Pause) OfAct(DialogueAct act) => act switch
    {
        DialogueAct.Question => (1, 1.01, 0, 1.3),
        DialogueAct.Greeting => (1, 1.02, 0, 1),
        DialogueAct.Apology => (0.97, 0.98, -0.5, 1.2),
        DialogueAct.Confirmation => (1.03, 1, 0, 0.8),
        DialogueAct.Warning => (0.95, 1, 2, 1.2),
        _ => (1, 1, 0, 1),
    };

    private TonePreset Preset(EmotionLabel feeling) => feeling switch
    {
        EmotionLabel.Angry => options.Angry,
        EmotionLabel.Disgusted => options.Disgusted,
        EmotionLabel.Fearful => options.Fearful,
        EmotionLabel.Happy => options.Happy,
        EmotionLabel.Neutral => options.Neutral,
        EmotionLabel.Other => options.Other,
        EmotionLabel.Sad => options.Sad,
        EmotionLabel.Surprised => options.Surprised,
        _ => options.Unknown,
    };
}
