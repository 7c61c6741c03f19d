using EmotionVoice.Edge.Core.Led;

namespace EmotionVoice.Edge.Core.Tests.Led;

internal enum Cones
{
    All,

    /// <summary>Protanopia.</summary>
    WithoutRed,

    /// <summary>Deuteranopia.</summary>
    WithoutGreen,
}

/// <summary>
/// How colours look without some cones: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model
/// for Simulation of Color Vision Deficiency" (2009), matrices for severity 1.0, on linear RGB. Distance in CIELAB (D65).
/// </summary>
internal static class ColourVision
{
    private static readonly float[,] s_protanopia =
    {
        { 0.152286f, 1.052583f, -0.204868f },
        { 0.114503f, 0.786281f, 0.099216f },
        { -0.003882f, -0.048116f, 1.051998f },
    };

    private static readonly float[,] s_deuteranopia =
    {
        { 0.367322f, 0.860646f, -0.227968f },
        { 0.280085f, 0.672501f, 0.047413f },
        { -0.011820f, 0.042940f, 0.968881f },
    };

    public static double Distance(LinearRgb left, LinearRgb right, Cones cones)
    {
        (double l1, double a1, double b1) = Lab(Seen(left, cones));
        (double l2, double a2, double b2) = Lab(Seen(right, cones));
        return Math.Sqrt((l1 - l2) * (l1 - l2) + (a1 - a2) * (a1 - a2) + (b1 - b2) * (b1 - b2));
    }

    private static LinearRgb Seen(LinearRgb c, Cones cones) => cones switch
    {
        Cones.WithoutRed => Through(s_protanopia, c),
        Cones.WithoutGreen => Through(s_deuteranopia, c),
        _ => c,
    };

    private static LinearRgb Through(float[,] m, LinearRgb c) => new(
        Math.Clamp(m[0, 0] * c.R + m[0, 1] * c.G + m[0, 2] * c.B, 0, 1),
        Math.Clamp(m[1, 0] * c.R + m[1, 1] * c.G + m[1, 2] * c.B, 0, 1),
        Math.Clamp(m[2, 0] * c.R + m[2, 1] * c.G + m[2, 2] * c.B, 0, 1));

    private static (double L, double A, double B) Lab(LinearRgb c)
    {
        double x = F((0.4124564 * c.R + 0.3575761 * c.G + 0.1804375 * c.B) / 0.95047);
        double y = F(0.2126729 * c.R + 0.7151522 * c.G + 0.0721750 * c.B);
        double z = F((0.0193339 * c.R + 0.1191920 * c.G + 0.9503041 * c.B) / 1.08883);
        return (116 * y - 16, 500 * (x - y), 200 * (y - z));

        static double F(double t) => t > 0.008856 ? Math.Cbrt(t) : 7.787 * t + 16.0 / 116;
    }
}
