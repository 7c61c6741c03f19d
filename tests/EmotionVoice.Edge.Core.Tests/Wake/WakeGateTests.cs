using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Core.Tests.Wake;

public sealed class WakeGateTests
{
    private const int Frame = AudioFormat.FrameSamples;

    private readonly ConversationEvents _events = new();
    private long _at;

    [Fact]
    public void AClosedGateLetsNothingThrough()
    {
        using WakeGate gate = Gate();
        Assert.Empty(Admitted(gate, frames: 100));
        Assert.False(gate.IsOpen);
    }

    [Fact]
    public void SoundBetweenTheWordsEndAndItsDetectionIsKept()
    {
        // The word ends with frame 19; the detector says so with frame 30.
        using WakeGate gate = Gate(new FakeWakeWord(20 * Frame) { Latency = 10 * Frame });
        Assert.Empty(Admitted(gate, frames: 30));
        Assert.Equal(Frames(20, 31), Admitted(gate, frames: 1));
        Assert.Equal(Frames(31, 32), Admitted(gate, frames: 1));
    }

    [Fact]
    public void WhatIsLeftOfTheWordWhenItIsDetectedIsLeftOut()
    {
        using WakeGate gate = Gate(new FakeWakeWord((23 * Frame) - 100) { Latency = -3 * Frame });
        Assert.Equal(Frames(23, 40), Admitted(gate, frames: 40));
    }

    [Fact]
    public void NoMoreThanASecondIsKept()
    {
        using WakeGate gate = Gate(new FakeWakeWord(0) { Latency = 200 * Frame });
        List<long> admitted = Admitted(gate, frames: 201);
        Assert.Equal(31, admitted.Count);
        Assert.Equal(200 * Frame, admitted[^1]);
    }

    [Fact]
    public async Task AHeardWordIsAnEvent()
    {
        using ConversationEvents.Subscription subscription = _events.Subscribe();
        using WakeGate gate = Gate(new FakeWakeWord(5 * Frame));
        Admitted(gate, frames: 10);
        subscription.Dispose();
        Assert.Equal([new WakeHeard("computer", 0.8f)], await subscription.ReadAllAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void APressOpensItWithTheFramesJustBefore()
    {
        using WakeGate gate = Gate(detector: null);
        Admitted(gate, frames: 50);
        gate.Open(WakeReason.Button);
        List<long> admitted = Admitted(gate, frames: 1);
        Assert.Equal(50 * Frame, admitted[^1]);
        Assert.Equal(10, admitted.Count); // 300 ms before, in whole frames, and the frame itself
    }

    [Fact]
    public void ARequestToCloseHoldsFromTheNextFrame()
    {
        using WakeGate gate = Gate();
        gate.Open(WakeReason.Command);
        Assert.NotEmpty(Admitted(gate, frames: 1));
        gate.Close();
        Assert.Empty(Admitted(gate, frames: 1));
    }

    [Fact]
    public void TheDevicesOwnVoiceDoesNotWakeIt()
    {
        using WakeGate gate = Gate(new FakeWakeWord(5 * Frame, 20 * Frame));
        // It speaks until frame 10; the second word comes 320 ms later and may still be its own.
        Assert.Empty(Admitted(gate, frames: 10, new TurnActivity(IsBusy: true, IsAudible: true, Answers: 0)));
        Assert.Empty(Admitted(gate, frames: 30));
    }

    [Fact]
    public void AWordWhileOpenTakesNothingAwayFromWhatIsSaid()
    {
        using WakeGate gate = Gate(new FakeWakeWord(5 * Frame, 30 * Frame));
        Assert.Equal(Frames(5, 40), Admitted(gate, frames: 40));
    }

    [Fact]
    public void TheOpenMicrophoneLetsEveryFrameThrough()
    {
        using OpenMicrophoneGate gate = new();
        Assert.True(gate.IsOpen);
        Assert.Equal(Frames(0, 3), Admitted(gate, frames: 3));
    }

    [Fact]
    public void TheDetectorGoesWithTheGate()
    {
        FakeWakeWord detector = new();
        Gate(detector).Dispose();
        Assert.True(detector.IsDisposed);
    }

    private WakeGate Gate(IWakeWordDetector? detector = null) => new(new WakeOptions { Mode = WakeMode.Keyword }, detector, _events, NullLogger<WakeGate>.Instance);

    private List<long> Admitted(IWakeGate gate, int frames, TurnActivity turns = default)
    {
        List<long> starts = [];
        for (int i = 0; i < frames; i++, _at += Frame)
        {
            foreach (AudioFrame frame in gate.Admit(new AudioFrame(new float[Frame], _at), speaking: false, turns))
                starts.Add(frame.Start);
        }

        return starts;
    }

    private static IEnumerable<long> Frames(int from, int to) => Enumerable.Range(from, to - from).Select(frame => (long)frame * Frame);
}
