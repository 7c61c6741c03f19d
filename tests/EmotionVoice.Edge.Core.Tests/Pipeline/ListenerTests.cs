using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Endpointing;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Core.Tests.Pipeline;

public sealed class ListenerTests : IDisposable
{
    private readonly LoudnessDetector _detector = new();
    private readonly ConversationEvents _events = new();
    private readonly ConversationEvents.Subscription _seen;
    private readonly Listener _listener;

    public ListenerTests()
    {
        _seen = _events.Subscribe();
        _listener = new Listener(new OpenMicrophoneGate(), _detector, new UtteranceSegmenter(new VoiceActivityOptions(), new FixedEndpointer(new EndpointingOptions())), _events);
    }

    public void Dispose()
    {
        _seen.Dispose();
        _detector.Dispose();
    }

    [Fact]
    public async Task WhatWasSaidBeforeAGapInTheSoundIsForgottenAndNotJoinedWithWhatComesAfter()
    {
        Assert.Empty(Hear(0, Some.Speech(TimeSpan.FromSeconds(1))));

        Utterance utterance = Assert.Single(Hear(160_000, Some.Speech(TimeSpan.FromSeconds(0.5)), Some.Silence(TimeSpan.FromSeconds(1))));

        Assert.InRange(utterance.Speech.TotalSeconds, 0.45, 0.55);
        Assert.Equal(160_000, utterance.Start);
        _seen.Dispose();
        List<ConversationEvent> events = await _seen.ReadAllAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([false, true], events.OfType<SpeechEnded>().Select(e => e.IsUtterance));
        Assert.Equal(1, _detector.Resets);
    }

    private List<Utterance> Hear(long start, params float[][] sounds)
    {
        List<Utterance> utterances = [];
        foreach (AudioFrame frame in Some.Frames(sounds))
            if (_listener.Hear(frame with { Start = frame.Start + start }, default).Utterance is { } utterance)
                utterances.Add(utterance);
        return utterances;
    }
}
