using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Endpointing;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Core.Tests.VoiceActivity;

public sealed class UtteranceSegmenterTests : IDisposable
{
    private readonly LoudnessDetector _detector = new();
    private readonly VoiceActivityOptions _options = new();

    public void Dispose() => _detector.Dispose();

    [Fact]
    public void SpeechBetweenSilencesIsOneUtteranceWithPreRoll()
    {
        List<SpeechSignal> signals = Run([Silence(1), Speech(1), Silence(1)]);

        Assert.Equal([SpeechSignalKind.Started, SpeechSignalKind.Paused, SpeechSignalKind.Ended], signals.Select(s => s.Kind));
        Utterance utterance = signals[^1].Utterance!;
        Assert.Equal(UtteranceEnd.TurnOver, utterance.End);
        Assert.InRange(utterance.Speech.TotalSeconds, 0.95, 1.1);
        Assert.InRange(utterance.TrailingSilence.TotalMilliseconds, 500, 535);
        // The first phoneme is kept: sound from before the onset stands in front.
        Assert.InRange(AudioFormat.Duration(utterance.Start).TotalSeconds, 0.46, 0.56);
        Assert.InRange(AudioFormat.Duration(signals[0].At).TotalSeconds, 0.96, 1.05);
    }

    [Fact]
    public void APauseShorterThanTheEndpointKeepsOneUtterance()
    {
        List<SpeechSignal> signals = Run([Speech(0.6), Silence(0.3), Speech(0.6), Silence(1)]);

        Assert.Equal(
            [SpeechSignalKind.Started, SpeechSignalKind.Paused, SpeechSignalKind.Resumed, SpeechSignalKind.Paused, SpeechSignalKind.Ended],
            signals.Select(s => s.Kind));
        Assert.InRange(signals[^1].Utterance!.Speech.TotalSeconds, 1.15, 1.3);
    }

    [Fact]
    public void PausesInsideAnUtteranceTeachHowThisSpeakerPauses()
    {
        SpeakerPauses pauses = new(new EndpointingOptions());

        Run([Speech(0.6), Silence(0.3), Speech(0.6), Silence(1.6), Speech(0.6)], pauses);

        Assert.Equal(1, pauses.Statistics.Count);
        Assert.InRange(pauses.Statistics.Longest.TotalMilliseconds, 250, 350);
    }

    [Fact]
    public void WhoGoesOnRightAfterTheTurnWasEndedHadOnlyPaused()
    {
        SpeakerPauses pauses = new(new EndpointingOptions());

        Run([Speech(0.6), Silence(0.9), Speech(0.6), Silence(1)], pauses);

        Assert.Equal(1, pauses.Statistics.Count);
        Assert.InRange(pauses.Statistics.Longest.TotalMilliseconds, 850, 950);
    }

    [Fact]
    public void WhoSpeaksAfterAnAnswerHadNotPaused()
    {
        SpeakerPauses pauses = new(new EndpointingOptions());
        UtteranceSegmenter segmenter = Segmenter(pauses);
        foreach (AudioFrame frame in Some.Frames([Speech(0.6), Silence(0.9), Speech(0.6), Silence(1)]))
        {
            if (segmenter.Push(frame, _detector.SpeechProbability(frame)).Kind == SpeechSignalKind.Ended)
                segmenter.Answered();
        }

        Assert.Equal(0, pauses.Statistics.Count);
    }

    [Fact]
    public void AClickBeginsNothing() => Assert.Empty(Run([Silence(0.512), Speech(0.03), Silence(1)]));

    [Fact]
    public void AShortNoiseIsDiscarded() =>
        Assert.Equal(
            [SpeechSignalKind.Started, SpeechSignalKind.Paused, SpeechSignalKind.Discarded],
            Run([Silence(0.512), Speech(0.128), Silence(1)]).Select(s => s.Kind));

    [Fact]
    public void AMonologueIsCutAtTheLongestUtteranceAndNothingIsLost()
    {
        _options.MaxUtterance = TimeSpan.FromSeconds(2);

        List<Utterance> utterances = [.. Run([Speech(5), Silence(1)]).Where(s => s.Utterance is not null).Select(s => s.Utterance!)];

        Assert.Equal([UtteranceEnd.TooLong, UtteranceEnd.TooLong, UtteranceEnd.TurnOver], utterances.Select(u => u.End));
        Assert.All(utterances.Zip(utterances.Skip(1)), pair => Assert.True(pair.First.Start + pair.First.Samples.Length >= pair.Second.Start));
    }

    [Fact]
    public void TheEndOfTheSourceEndsTheUtterance()
    {
        UtteranceSegmenter segmenter = Segmenter();
        foreach (AudioFrame frame in Some.Frames(Speech(1)))
            segmenter.Push(frame, _detector.SpeechProbability(frame));

        SpeechSignal signal = segmenter.Finish();

        Assert.Equal(UtteranceEnd.EndOfSound, signal.Utterance!.End);
        Assert.Equal(SpeechSignalKind.None, segmenter.Finish().Kind);
    }

    [Fact]
    public void AProbabilityBetweenTheThresholdsKeepsSpeechGoingButDoesNotBeginIt()
    {
        UtteranceSegmenter segmenter = Segmenter();
        AudioFrame[] frames = [.. Some.Frames(Speech(2))];

        Assert.All(frames.Take(10), frame => Assert.Equal(SpeechSignalKind.None, segmenter.Push(frame, 0.4f).Kind));
        segmenter.Push(frames[10], 0.9f);
        Assert.Equal(SpeechSignalKind.Started, segmenter.Push(frames[11], 0.9f).Kind);
        Assert.All(frames.Skip(12).Take(30), frame => Assert.Equal(SpeechSignalKind.None, segmenter.Push(frame, 0.4f).Kind));
    }

    [Fact]
    public void ResetForgetsTheUtterance()
    {
        UtteranceSegmenter segmenter = Segmenter();
        foreach (AudioFrame frame in Some.Frames(Speech(1)))
            segmenter.Push(frame, 1);

        segmenter.Reset();

        Assert.False(segmenter.InUtterance);
        Assert.Equal(SpeechSignalKind.None, segmenter.Finish().Kind);
    }

    private List<SpeechSignal> Run(float[][] sounds, SpeakerPauses? pauses = null)
    {
        UtteranceSegmenter segmenter = Segmenter(pauses);
        return [.. Some.Frames(sounds).Select(frame => segmenter.Push(frame, _detector.SpeechProbability(frame))).Where(s => s.Kind != SpeechSignalKind.None)];
    }

    private UtteranceSegmenter Segmenter(SpeakerPauses? pauses = null) => new(_options, new FixedEndpointer(new EndpointingOptions()), pauses);

    private static float[] Speech(double seconds) => Some.Speech(TimeSpan.FromSeconds(seconds));

    private static float[] Silence(double seconds) => Some.Silence(TimeSpan.FromSeconds(seconds));
}
