namespace EmotionVoice.Edge.Core.Led;

/// <summary>
/// The motions. Pure: the same scene and time give the same frame, before brightness, night and the current limit.
/// </summary>
public static class RingAnimation
{
    private static readonly TimeSpan s_breath = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_turn = TimeSpan.FromSeconds(1.2);
    private static readonly TimeSpan s_ripple = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_alarm = TimeSpan.FromSeconds(1.6);
    private static readonly TimeSpan s_wait = TimeSpan.FromSeconds(1);

    // Shares of full light.
    private const float IdleLow = 0.02f, IdleHigh = 0.06f;
    private const float ListeningFloor = 0.08f, ListeningSpan = 0.3f;
    private const float HearingFloor = 0.1f;
    private const float ThinkingFloor = 0.04f;
    private const float SpeakingFloor = 0.15f, SpeakingRipple = 0.06f;
    private const float MutedLight = 0.35f, MutedArc = 1 / 3f;
    private const float ErrorLow = 0.06f, ErrorHigh = 0.75f;
    private const float ReadyLight = 0.45f, UnreadyLight = 0.015f;

    /// <param name="scene">What is going on.</param>
    /// <param name="time">On any steady clock; idle breathing and ripples go by it.</param>
    /// <param name="frame">[LEDs], LED 0 at the top, clockwise.</param>
    public static void Draw(in RingScene scene, TimeSpan time, Span<LinearRgb> frame)
    {
        LinearRgb colour = scene.State switch
        {
            RingState.Starting => RingPalette.Ready,
            RingState.Muted => RingPalette.Muted,
            RingState.Error => RingPalette.Error,
            _ => scene.Tint,
        };
        for (int i = 0; i < frame.Length; i++)
            frame[i] = colour.Times(Light(scene, time, (float)i / frame.Length, frame.Length));
    }

    /// <param name="scene">What is going on.</param>
    /// <param name="time">See <see cref="Draw"/>.</param>
    /// <param name="at">Place on the ring in [0, 1), 0 at the top.</param>
    /// <param name="count">LEDs: the width of an edge.</param>
    private static float Light(in RingScene scene, TimeSpan time, float at, int count) => scene.State switch
    {
        RingState.Starting => Fill(Math.Clamp(scene.Readiness, 0, 1), scene.InState, at, count),
        RingState.Idle => IdleLow + (IdleHigh - IdleLow) * Wave(time, s_breath),
        RingState.Listening => ListeningFloor + ListeningSpan * scene.Level,
        RingState.Hearing => HearingFloor + (1 - HearingFloor) * Meter(scene.Level, at, count),
        RingState.Thinking => ThinkingFloor + (1 - ThinkingFloor) * Comet(scene.InState, at, count),
        RingState.Speaking => SpeakingFloor + (1 - SpeakingFloor - SpeakingRipple) * scene.Level + SpeakingRipple * Ripple(time, at),
        RingState.Muted => MutedLight * Math.Clamp((MutedArc / 2 - FromTop(at)) * count + 0.5f, 0, 1),
        RingState.Error => ErrorLow + (ErrorHigh - ErrorLow) * Wave(scene.InState, s_alarm),
        _ => 0,
    };

    /// <summary>Fills clockwise; the LED at the edge breathes, so that a long start doesn't look like a dead one.</summary>
    private static float Fill(float share, TimeSpan inState, float at, int count)
    {
        float lit = Math.Clamp((share - at) * count, 0, 1);
        float edge = share < 1 ? Math.Clamp(1 - MathF.Abs(share - at) * count, 0, 1) : 0;
        return UnreadyLight + (ReadyLight - UnreadyLight) * MathF.Max(lit, 0.5f * edge * Wave(inState, s_wait));
    }

    /// <summary>Rises from the bottom on both sides.</summary>
    private static float Meter(float level, float at, int count) =>
        Math.Clamp((level - 2 * MathF.Abs(at - 0.5f)) * count / 2 + 0.5f, 0, 1) * MathF.Min(1, 8 * level);

    /// <summary>A head that goes round with a tail behind it. Its front is one LED wide: no LED jumps.</summary>
    private static float Comet(TimeSpan inState, float at, int count)
    {
        float behind = Fraction(Turns(inState, s_turn) - at);
        float front = 1 - (1 - behind) * count;
        return MathF.Max(MathF.Exp(-5 * behind), front);
    }

    private static float Ripple(TimeSpan time, float at) => 0.5f - 0.5f * MathF.Cos(2 * MathF.PI * (Turns(time, s_ripple) - 2 * at));

    /// <summary>0, 1 and back once a period, beginning at 0.</summary>
    private static float Wave(TimeSpan time, TimeSpan period) => 0.5f - 0.5f * MathF.Cos(2 * MathF.PI * Turns(time, period));

    /// <summary>Part of the present period, in [0, 1). By ticks: a float of days of uptime would stutter.</summary>
    private static float Turns(TimeSpan time, TimeSpan period)
    {
        long rest = time.Ticks % period.Ticks;
        return (float)(rest < 0 ? rest + period.Ticks : rest) / period.Ticks;
    }

    private static float FromTop(float at) => MathF.Min(at, 1 - at);

    private static float Fraction(float value) => value - MathF.Floor(value);
}
