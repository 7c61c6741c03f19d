using System.Globalization;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Led;

namespace EmotionVoice.Edge.Core.Tests.Led;

/// <summary>Every state in every feeling's colour at three moments, a line each: state, feeling, moment, twelve LEDs.</summary>
internal static class GoldenFrames
{
    public const int Leds = 12;

    private static readonly TimeSpan[] s_moments = [TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(0.7), TimeSpan.FromSeconds(1.9)];

    public static IEnumerable<string> Lines() =>
        from state in Enum.GetValues<RingState>()
        from label in Enum.GetValues<EmotionLabel>()
        from moment in s_moments
        select Line(state, label, moment);

    /// <summary>Same texts, and each channel within one step: libraries of sines differ in the last bit.</summary>
    public static bool Same(string expected, string actual)
    {
        string[] left = expected.Split(' '), right = actual.Split(' ');
        return left.Length == right.Length && left.Take(3).SequenceEqual(right.Take(3))
            && left.Skip(3).Zip(right.Skip(3)).All(pair => Convert.FromHexString(pair.First).Zip(Convert.FromHexString(pair.Second)).All(channel => Math.Abs(channel.First - channel.Second) <= 1));
    }

    private static string Line(RingState state, EmotionLabel label, TimeSpan moment)
    {
        RingScene scene = new(state, moment, RingPalette.Tint(LedPalette.Standard, label, 0.8f), Level: 0.6f, Readiness: 0.4f);
        LinearRgb[] light = new LinearRgb[Leds];
        Rgb[] frame = new Rgb[Leds];
        RingAnimation.Draw(scene, moment, light);
        LedFrame.Encode(light, 1, double.MaxValue, frame);
        return string.Create(CultureInfo.InvariantCulture, $"{state.ToString().ToLowerInvariant()} {label.Name()} {moment.TotalSeconds:0.0} {string.Join(' ', frame.Select(led => $"{led.R:x2}{led.G:x2}{led.B:x2}"))}");
    }
}
