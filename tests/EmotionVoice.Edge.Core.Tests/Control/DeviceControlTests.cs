using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Core.Tests.Control;

public sealed class DeviceControlTests : IDisposable
{
    private readonly TurnBench _bench = new();
    private readonly Floor _floor = new();
    private readonly MuteSwitch _mute = new();
    private readonly VolumeControl _volume = new();

    public void Dispose() => _floor.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DeviceControl Control(IWakeTrigger? wake = null, IWakeGate? gate = null) => new(
        _bench.Replies, _bench.Feed, _bench.Stop, _bench.Voice, new ProsodyPolicy(new ProsodyOptions()), _bench.Conversation, _floor, _mute, _volume,
        new TranscriptionOptions(), _bench.Events, gate ?? new OpenMicrophoneGate(), wake);

    [Fact]
    public async Task AnAnnouncementWaitsForTheTurnInProgress()
    {
        IDisposable turn = await _floor.TakeAsync(Token);
        Task saying = Control().SayAsync(new SayRequest("Dinner is ready.", Tone: EmotionLabel.Happy), Token);

        Assert.False(saying.IsCompleted);
        Assert.Empty(_bench.Voice.Requests);
        turn.Dispose();
        await saying;

        Assert.Equal("Dinner is ready.", Assert.Single(_bench.Voice.Requests).Text);
    }

    [Theory]
    [InlineData(WakeMode.Open, ConversationState.Listening)]
    [InlineData(WakeMode.Button, ConversationState.Idle)]
    public async Task AfterAnAnnouncementTheDeviceIsWhatItIsAtRest(WakeMode mode, ConversationState rest)
    {
        using IWakeGate gate = mode == WakeMode.Open ? new OpenMicrophoneGate() : new WakeGate(new WakeOptions { Mode = mode }, null, _bench.Events, NullLogger<WakeGate>.Instance);

        List<ConversationEvent> events = await _bench.EventsOf(() => Control(gate: gate).SayAsync(new SayRequest("Dinner is ready."), Token));

        Assert.Equal([ConversationState.Speaking, rest], events.OfType<StateChanged>().Select(change => change.State));
    }

    [Fact]
    public async Task AVoiceThatFailsGivesTheFloorBackAndIsToldInWords()
    {
        _bench.Voice.Failure = _ => new InvalidOperationException("no voice");
        DeviceControl control = Control();

        ControlException error = await Assert.ThrowsAsync<ControlException>(() => control.SayAsync(new SayRequest("Hello."), Token));

        Assert.Contains("no voice", error.Message, StringComparison.Ordinal);
        (await _floor.TakeAsync(Token)).Dispose();
    }

    [Fact]
    public async Task ForgettingEmptiesTheConversation()
    {
        _bench.Conversation.Add(new Exchange("Hi", EmotionLabel.Happy, "en", "Hello"));

        List<ConversationEvent> events = await _bench.EventsOf(() => Control().ForgetAsync(Token));

        Assert.Empty(_bench.Conversation.Exchanges);
        Assert.Single(events.OfType<ConversationForgotten>());
    }

    [Fact]
    public async Task OnlyAChangeIsTold()
    {
        DeviceControl control = Control();

        List<ConversationEvent> events = await _bench.EventsOf(() =>
        {
            control.Mute();
            control.Mute();
            control.SetVolume(0.5);
            control.Unmute();
            return Task.CompletedTask;
        });

        Assert.Equal([(true, 1.0), (true, 0.5), (false, 0.5)], events.OfType<ControlChanged>().Select(e => (e.State.Muted, e.State.Volume)));
    }

    [Fact]
    public void WhatIsNotThereIsRefusedInWords()
    {
        DeviceControl control = Control();

        Assert.Contains("no LED ring", Assert.Throws<ControlException>(() => control.SetLedBrightness(0.5)).Message, StringComparison.Ordinal);
        Assert.Contains("nothing to wake", Assert.Throws<ControlException>(control.Wake).Message, StringComparison.Ordinal);
        Assert.Throws<ControlException>(() => control.ChooseProfile("standard"));
        Assert.Equal((false, false, 0), (control.Abilities.Wake, control.Abilities.Led, control.Abilities.Profiles.Count));
    }

    [Fact]
    public async Task AMutedMicrophoneGivesSilenceForAWhileThenNothing()
    {
        MutableMicrophone microphone = new(new FakeMicrophone(Some.Frames(Some.Speech(TimeSpan.FromSeconds(20)))), _mute);
        List<AudioFrame> heard = [];
        int read = 0;

        await foreach (AudioFrame frame in microphone.ListenAsync(Token))
        {
            heard.Add(frame);
            if (++read == 10)
                _mute.IsMuted = true;
        }

        Assert.All(heard.Take(10), frame => Assert.True(Level.RmsDbfs(frame.Samples.Span) > -20));
        Assert.All(heard.Skip(10), frame => Assert.Equal(-1, frame.Samples.Span.IndexOfAnyExcept(0f)));
        Assert.InRange(heard.Count, 190, 200);
    }

    [Fact]
    public async Task AudioTimeGoesOnWithoutAGapAfterUnmuting()
    {
        _mute.IsMuted = true;
        int asked = 0;
        IEnumerable<AudioFrame> Frames()
        {
            foreach (AudioFrame frame in Some.Frames(Some.Speech(TimeSpan.FromSeconds(20))))
            {
                if (++asked == 400)
                    _mute.IsMuted = false;
                yield return frame;
            }
        }

        List<AudioFrame> heard = await new MutableMicrophone(new FakeMicrophone(Frames()), _mute).ListenAsync(Token).ToListAsync(Token);

        Assert.All(heard.Zip(heard.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
        Assert.True(Level.RmsDbfs(heard[^1].Samples.Span) > -20);
        Assert.InRange(heard.Count, 400, 420);
    }

    [Fact]
    public void TheVolumeGlidesWithoutAStep()
    {
        float[] one = Enumerable.Repeat(1f, 4_000).ToArray();
        SpeechAudio before = _volume.Apply(new SpeechAudio(one, 16_000));
        _volume.Volume = 0.5;

        float[] after = _volume.Apply(new SpeechAudio(one, 16_000)).Samples.ToArray();

        Assert.Same(one, System.Runtime.InteropServices.MemoryMarshal.TryGetArray(before.Samples, out ArraySegment<float> array) ? array.Array : null);
        Assert.Equal(0.25f, after[^1]);
        Assert.True(after.Prepend(1f).Zip(after, (a, b) => a - b).All(step => step is >= 0 and < 0.004f));
    }
}
