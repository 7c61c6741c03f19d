using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Tests.Dialogue;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Core.Tests.Playback;

public sealed class NoiseVolumeTests
{
    private static readonly NoiseVolumeOptions s_options = new() { FollowNoise = true, QuietDb = -60, LoudDb = -30, QuietCutDb = 12, SlewDb = 3 };

    private readonly NoiseVolume _noise = new(s_options);
    private double _now;

    [Theory]
    [InlineData(-90, -12)]
    [InlineData(-60, -12)]
    [InlineData(-45, -6)]
    [InlineData(-30, 0)]
    [InlineData(-5, 0)]
    public void TheVoiceIsAsLoudAsTheNoiseAsks(float noiseDb, double gainDb)
    {
        Hear(3, noiseDb);
        Assert.Equal(noiseDb, _noise.FloorDb);
        Assert.Equal(gainDb, _noise.GainDb, 0.01);
    }

    [Fact]
    public void BeforeAnythingIsKnownItIsAsItWasSet()
    {
        Hear(1.9, -80);
        Assert.Null(_noise.FloorDb);
        Assert.Equal(1, _noise.Gain);
    }

    [Fact]
    public void ItRisesSlowlyAndNoFurtherThanItMay()
    {
        Hear(3, -80);
        Hear(2.2, -20); // until the quiet moments have left the window
        double before = _noise.GainDb;
        Hear(1, -20);
        Assert.InRange(_noise.GainDb - before, 2.9, 3.2);
        Hear(10, -20);
        Assert.Equal(0, _noise.GainDb);
    }

    [Fact]
    public void WordsAreNoNoise()
    {
        Hear(3, -70);
        Hear(10, -10, speech: 0.9f);
        Assert.Equal(-12, _noise.GainDb);
    }

    [Fact]
    public void WordsThatNobodyJudgedHaveGaps()
    {
        Hear(3, -70);
        for (int word = 0; word < 20; word++)
        {
            Hear(0.4, -15);
            Hear(0.1, -70);
        }

        Assert.Equal(-12, _noise.GainDb);
    }

    [Fact]
    public async Task WhatTheDeviceSaysItselfIsNotMeasured()
    {
        FakeClock clock = new();
        VolumeControl volume = new();
        NoiseVolumeObserver observer = new(s_options, volume, clock);
        object[] quiet = [.. Enumerable.Range(0, 40).SelectMany(_ => Heard(-70))], loud = [.. Enumerable.Range(0, 100).SelectMany(_ => Heard(-10))];

        await observer.ObserveAsync(Script.Of([.. quiet, ConversationState.Speaking, .. loud]), TestContext.Current.CancellationToken);
        float whileSpeaking = volume.NoiseGain;
        await observer.ObserveAsync(Script.Of([ConversationState.Listening, .. loud]), TestContext.Current.CancellationToken);

        Assert.Equal(0.25f, whileSpeaking, 0.01f);
        Assert.Equal(1, volume.NoiseGain);

        object[] Heard(float db) => [(Action)(() => clock.Advance(TimeSpan.FromMilliseconds(96))), new SoundHeard(db, 0)];
    }

    [Fact]
    public void TheVoiceIsScaledByVolumeAndNoiseTogether()
    {
        VolumeControl volume = new() { Volume = 0.5, NoiseGain = 0.5f };
        float[] loud = new float[16_000];
        Array.Fill(loud, 0.8f);

        Assert.Equal(0.1f, volume.Apply(new SpeechAudio(loud, 16_000)).Samples.Span[^1], 0.001f);
    }

    [Fact]
    public void QuietMustLieBelowLoud() =>
        Assert.Equal("Volume:QuietDb must be lower than Volume:LoudDb.", new NoiseVolumeOrder().Validate(null, new NoiseVolumeOptions { QuietDb = -30, LoudDb = -30 }).FailureMessage);

    private void Hear(double seconds, float levelDb, float speech = 0)
    {
        for (double end = _now + seconds; _now < end; _now += 0.096)
            _noise.Hear(TimeSpan.FromSeconds(_now), levelDb, speech);
    }
}
