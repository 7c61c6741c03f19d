using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Core.Tests.Control;

public sealed class ButtonControlTests : IDisposable
{
    private readonly TurnBench _bench = new() { Speaker = new FakeSpeaker(hearAtOnce: false) };
    private readonly MuteSwitch _mute = new();
    private readonly Floor _floor = new();
    private readonly WakeGate _gate;
    private readonly ConversationEvents.Subscription _events;
    private readonly DeviceControl _device;
    private readonly ButtonControl _button;

    public ButtonControlTests()
    {
        _events = _bench.Events.Subscribe();
        _gate = new WakeGate(new WakeOptions { Mode = WakeMode.Button }, null, _bench.Events, NullLogger<WakeGate>.Instance);
        _device = new DeviceControl(
            _bench.Replies, _bench.Feed, _bench.Stop, _bench.Voice, new ProsodyPolicy(new ProsodyOptions()), _bench.Conversation, _floor, _mute, new VolumeControl(),
            new TranscriptionOptions(), _bench.Events, _gate, new GateTrigger(_gate));
        _button = new ButtonControl(_device, _bench.Stop, _gate, _bench.Events);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _events.Dispose();
        _gate.Dispose();
        _floor.Dispose();
    }

    [Fact]
    public void AShortPressListens()
    {
        Take(ButtonGesture.Pressed, ButtonGesture.ShortPress);

        Assert.True(GateOpens());
        Assert.Equal([new ButtonUsed(ButtonGesture.ShortPress)], Told());
    }

    [Fact]
    public async Task AShortPressDuringSpeechOnlyStopsIt()
    {
        using StoppableSpeech speech = await SpeakAsync();

        Take(ButtonGesture.Pressed);
        Assert.True(speech.IsStopped);
        Assert.False(_bench.Feed.IsAudible);
        Take(ButtonGesture.ShortPress);

        Assert.False(GateOpens());
        Assert.Equal([new SpeechInterrupted(InterruptionCause.Button), new ButtonUsed(ButtonGesture.ShortPress)], Told());
    }

    [Fact]
    public void APressOfAMutedDeviceDoesNotWait()
    {
        _device.Mute();
        Take(ButtonGesture.Pressed, ButtonGesture.ShortPress);

        Assert.False(GateOpens());
        Assert.True(_mute.IsMuted);
    }

    [Fact]
    public void ALongPressMutesAndTheNextUnmutes()
    {
        Take(ButtonGesture.Pressed, ButtonGesture.MuteToggle);
        Assert.True(_mute.IsMuted);
        Take(ButtonGesture.Pressed, ButtonGesture.MuteToggle);
        Assert.False(_mute.IsMuted);

        Assert.Equal(2, Told().Count(happened => happened == new ButtonUsed(ButtonGesture.MuteToggle)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AVeryLongPressForgetsAndLeavesTheMuteAsItWas(bool muted)
    {
        _mute.IsMuted = muted;
        _bench.Conversation.Add(new Exchange("Hi", EmotionLabel.Happy, "en", "Hello"));

        Take(ButtonGesture.Pressed, ButtonGesture.MuteToggle, ButtonGesture.MuteToggle, ButtonGesture.Forget);

        Assert.Equal(muted, _mute.IsMuted);
        Assert.Empty(_bench.Conversation.Exchanges);
        Assert.Equal(
            [new ButtonUsed(ButtonGesture.MuteToggle), new ButtonUsed(ButtonGesture.Forget), new ConversationForgotten()],
            Told().Where(happened => happened is not ControlChanged));
    }

    [Fact]
    public async Task WhileForgettingWaitsForATurnTheButtonStillAnswers()
    {
        using IDisposable turn = await _floor.TakeAsync(Token);
        Take(ButtonGesture.Pressed, ButtonGesture.Forget);

        Take(ButtonGesture.Pressed, ButtonGesture.MuteToggle);

        Assert.True(_mute.IsMuted);
        Assert.DoesNotContain(Told(), happened => happened is ConversationForgotten);
    }

    [Fact]
    public async Task ACommandToWakeIsAShortPress()
    {
        StoppableSpeech speech = await SpeakAsync();
        _device.Wake();
        Assert.True(speech.IsStopped);
        Assert.False(GateOpens());
        speech.Dispose();

        _device.Wake();
        Assert.True(GateOpens());
    }

    [Fact]
    public void AMutedDeviceIsNotWoken()
    {
        _device.Mute();

        Assert.Contains("microphone is off", Assert.Throws<ControlException>(_device.Wake).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAnnouncementThatIsStoppedSaysSo()
    {
        Task saying = _device.SayAsync(new SayRequest("Dinner is ready."), Token);
        await _bench.Speaker.Draining.WaitAsync(Token);

        Take(ButtonGesture.Pressed);

        Assert.Contains("stopped", (await Assert.ThrowsAsync<ControlException>(() => saying)).Message, StringComparison.Ordinal);
    }

    private void Take(params ButtonGesture[] gestures)
    {
        foreach (ButtonGesture gesture in gestures)
            _button.Take(gesture, Token);
    }

    private async Task<StoppableSpeech> SpeakAsync()
    {
        StoppableSpeech speech = _bench.Stop.Begin(Token);
        await _bench.Feed.EnqueueAsync(new SpeechAudio(new float[22_050], 22_050), speech.Token);
        return speech;
    }

    private bool GateOpens()
    {
        AudioFrame frame = Some.Frames(Some.Silence(AudioFormat.FrameDuration)).First();
        _ = _gate.Admit(frame, speaking: false, default);
        return _gate.IsOpen;
    }

    private List<ConversationEvent> Told()
    {
        _events.Dispose();
        return [.. _events.ReadAllAsync(CancellationToken.None).ToBlockingEnumerable(CancellationToken.None)];
    }
}
