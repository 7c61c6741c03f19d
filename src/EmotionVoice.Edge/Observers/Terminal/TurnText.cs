using System.Globalization;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;

namespace EmotionVoice.Edge.Observers.Terminal;

/// <summary>A turn in words.</summary>
internal static class TurnText
{
    public static string Quote(string text) => $"“{text}”";

    public static string Sure(Transcript transcript) => $"{transcript.Language}, {Percent(transcript.Confidence)} sure";

    /// <summary>As in: sad and fearful 64 %.</summary>
    public static string Feeling(FusedEmotion emotion) =>
        $"{emotion.Label.Name()}{(emotion.Second is { } second ? $" and {second.Name()}" : "")} {Percent(emotion.Confidence)}";

    /// <summary>As in: voice sad 80 %, words neutral 55 %, valence -0.41, arousal -0.33.</summary>
    public static string Grounds(Understood heard)
    {
        string voice = heard.Voice is { } v ? $"voice {Top(v.Scores)}, " : "";
        string words = heard.Words is { } w ? $"words {Top(w)}, " : "";
        return $"{voice}{words}valence {Signed(heard.Emotion.Valence)}, arousal {Signed(heard.Emotion.Arousal)}";
    }

    public static string Tone(SpokenReply reply) => Invariant($"{reply.Engine}, rate {reply.Prosody.Rate:0.00}, pitch {reply.Prosody.Pitch:0.00}");

    public static string Timings(TurnTimings t) =>
        $"ms: speech {Ms(t.Speech)}, endpoint {Ms(t.Endpoint)}, transcribe {Ms(t.Transcribe)}, emotion {Ms(t.Emotion)}, " +
        $"first token {Ms(t.FirstToken)}, first sentence {Ms(t.FirstSentence)}, first audio {Ms(t.FirstAudio)}, total {Ms(t.Total)}, response {Ms(t.Response)}";

    /// <summary>With a space that does not break.</summary>
    public static string Percent(float share) => Invariant($"{MathF.Round(100 * share):0}\u00a0%");

    public static string Signed(float value) => Invariant($"{value:+0.00;-0.00;0.00}");

    private static string Top(EmotionScores scores) => $"{scores.Top.Name()} {Percent(scores[scores.Top])}";

    private static int Ms(TimeSpan time) => (int)Math.Round(time.TotalMilliseconds);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
