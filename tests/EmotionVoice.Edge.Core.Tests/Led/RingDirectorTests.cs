using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Core.Tests.Led;

public sealed class RingDirectorTests
{
    private const int Leds = 12;
    private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(20);

    private readonly RingDirector _director = new(new LedRingOptions { Count = Leds });
    private TimeSpan _now;

    [Fact]
    public void The_colour_of_one_feeling_becomes_the_next_without_a_jump()
    {
        Apply(new StateChanged(ConversationState.Listening), Feeling(EmotionLabel.Happy));
        Run(2, loud: true);
        Apply(Feeling(EmotionLabel.Sad));
        List<LinearRgb[]> frames = [Draw(), .. Run(0.3, loud: true)];
        Apply(Feeling(EmotionLabel.Angry)); // in the middle of the fade
        frames.AddRange(Run(1, loud: true));
        AssertSmooth(frames, 0.05f);
        AssertHue(EmotionLabel.Angry, frames[^1][0]);
    }

    [Fact]
    public void One_motion_becomes_the_next_without_a_jump()
    {
        foreach (ConversationState state in Enum.GetValues<ConversationState>())
        {
            Apply(new StateChanged(state));
            AssertSmooth([Draw(), .. Run(0.1)], 0.35f);
        }
    }

    [Fact]
    public void After_a_quiet_while_the_ring_is_neutral_again()
    {
        Apply(new StateChanged(ConversationState.Listening), Feeling(EmotionLabel.Sad));
        Run(19);
        AssertHue(EmotionLabel.Sad, Draw()[0]);
        Run(2);
        AssertHue(EmotionLabel.Neutral, Draw()[0], confidence: 1);
    }

    [Fact]
    public void A_turn_that_is_being_answered_keeps_its_colour()
    {
        Apply(new StateChanged(ConversationState.Speaking), Feeling(EmotionLabel.Sad));
        Run(60);
        AssertHue(EmotionLabel.Sad, Draw()[0]);
    }

    [Fact]
    public void While_speaking_the_devices_own_voice_counts_and_the_microphone_does_not()
    {
        Apply(new StateChanged(ConversationState.Speaking));
        Run(1, happening: new SoundHeard(-10, 1));
        float quiet = Draw()[0].R;
        Run(1, happening: new SpeakingLevel(-15));
        Assert.True(Draw()[0].R > quiet + 0.5f);
        Run(1);
        Assert.Equal(quiet, Draw()[0].R, 0.07);
    }

    [Fact]
    public void A_muted_microphone_is_shown_whatever_goes_on_until_it_is_on_again()
    {
        Apply(new StateChanged(ConversationState.Listening), new ControlChanged(new ControlState(true, 1, 0.4, null)));
        Run(1);
        LinearRgb[] muted = new LinearRgb[Leds];
        RingAnimation.Draw(new RingScene(RingState.Muted, TimeSpan.FromSeconds(1), default), TimeSpan.Zero, muted);
        Assert.Equal(muted.Select(led => led.R > 0.01f), Draw().Select(led => led.R > 0.01f));
        Apply(new StateChanged(ConversationState.Speaking), new DeviceLost("Microphone X", "gone"));
        Run(1);
        Assert.Equal(muted.Select(led => led.R > 0.01f), Draw().Select(led => led.R > 0.01f));

        Apply(new DeviceReady("Microphone X"), new ControlChanged(new ControlState(false, 1, 0.4, null)), new StateChanged(ConversationState.Thinking));
        Run(1);
        Assert.NotEqual(muted.Select(led => led.R > 0.01f), Draw().Select(led => led.R > 0.01f));
    }

    [Fact]
    public void A_failed_turn_is_shown_for_a_while_and_then_what_goes_on()
    {
        Apply(new StateChanged(ConversationState.Thinking));
        Run(1);
        Apply(new TurnFailed(1, "The model is gone."), new StateChanged(ConversationState.Listening));
        Assert.Contains(Run(2.9), frame => frame.All(led => led.R > 0.6f && led.B < 0.01f));
        Run(0.5);
        Assert.True(Draw()[0].R < 0.2f);
    }

    [Fact]
    public void A_lost_device_is_shown_until_it_is_back()
    {
        Apply(new StateChanged(ConversationState.Listening), new DeviceLost("microphone", "unplugged"));
        Run(60);
        Assert.Contains(Run(2), frame => frame[0].R > 0.6f);
        Apply(new DeviceReady("microphone"));
        Run(1);
        Assert.DoesNotContain(Run(2), frame => frame[0].R > 0.6f);
    }

    [Fact]
    public void Loudness_rises_faster_than_it_falls()
    {
        Loudness loudness = new();
        loudness.Follow(1, s_frame);
        float up = loudness.Value;
        loudness.Follow(1, TimeSpan.FromSeconds(1));
        loudness.Follow(0, s_frame);
        Assert.True(up > 2 * (1 - loudness.Value), $"{up} {loudness.Value}");
    }

    [Fact]
    public void Frames_do_not_allocate()
    {
        LinearRgb[] frame = new LinearRgb[Leds];
        Apply(new StateChanged(ConversationState.Thinking));
        Run(1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            _director.Draw(_now += s_frame, frame);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static EmotionReady Feeling(EmotionLabel label) => new(
        1, FusedEmotion.Unknown with { Label = label, Confidence = 0.9f, Scores = FakeVoiceEmotion.Sure(label) }, null, null,
        new AcousticFeatures(0, 0, 0, 0, 0, [], 0, 0, 0, 0), Mood.Unknown);

    private static void AssertHue(EmotionLabel label, LinearRgb light, float confidence = 0.9f)
    {
        LinearRgb tint = RingPalette.Tint(LedPalette.Standard, label, confidence);
        LinearRgb full = light.Times(tint.Strongest / light.Strongest);
        Assert.Equal(tint.R, full.R, 0.01);
        Assert.Equal(tint.G, full.G, 0.01);
        Assert.Equal(tint.B, full.B, 0.01);
    }

    private static void AssertSmooth(List<LinearRgb[]> frames, float step) => Assert.All(frames.Zip(frames.Skip(1)), pair =>
    {
        for (int i = 0; i < Leds; i++)
        {
            Assert.InRange(MathF.Abs(pair.First[i].R - pair.Second[i].R), 0, step);
            Assert.InRange(MathF.Abs(pair.First[i].G - pair.Second[i].G), 0, step);
            Assert.InRange(MathF.Abs(pair.First[i].B - pair.Second[i].B), 0, step);
        }
    });

    private void Apply(params ConversationEvent[] events)
    {
        foreach (ConversationEvent happened in events)
            _director.Apply(happened, _now);
    }

    private LinearRgb[] Draw()
    {
        LinearRgb[] frame = new LinearRgb[Leds];
        _director.Draw(_now, frame);
        return frame;
    }

    /// <param name="seconds">How long.</param>
    /// <param name="loud">Whether the microphone hears something.</param>
    /// <param name="happening">Raised before each frame.</param>
    private List<LinearRgb[]> Run(double seconds, bool loud = false, ConversationEvent? happening = null)
    {
        List<LinearRgb[]> frames = [];
        for (TimeSpan end = _now + TimeSpan.FromSeconds(seconds); _now < end;)
        {
            _now += s_frame;
            if (loud)
                Apply(new SoundHeard(-15, 1));
            if (happening is not null)
                Apply(happening);
            frames.Add(Draw());
        }

        return frames;
    }
}
