using System.Device.Gpio;
using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Devices.Tests.Button;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Tests.Composition;

/// <summary>From the edges of a line to what the whole daemon does.</summary>
public sealed class ComposedButtonTests : IDisposable
{
    private const string LongReply =
        "This sentence takes about two seconds because every one of its characters takes a hundredth of a second and it has two hundred of them in all or a little more than that if somebody counts them one by one";

    private readonly FakeClock _clock = new();
    private readonly FakeGpioDriver _line = new(ComposedDaemon.Pin);

    public void Dispose() => _line.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(19)]
    public async Task APressDuringSpeechStopsItWithinATenthOfASecondOfAudio(int phaseMs)
    {
        await using ComposedDaemon daemon = await StartAsync();
        daemon.Speak();
        await daemon.UntilAsync<SpeakingStarted>();
        _clock.Advance(TimeSpan.FromMilliseconds(500 + phaseMs));
        long before = daemon.Speaker.HeardSamples;
        Assert.True(before > 0);

        Bounce(PinValue.Low);
        _clock.Advance(TimeSpan.FromMilliseconds(30));
        await daemon.UntilAsync<SpeechInterrupted>();
        _clock.Advance(TimeSpan.FromSeconds(5));
        TurnCompleted turn = await daemon.UntilAsync<TurnCompleted>();

        Assert.InRange((daemon.Speaker.HeardSamples - before) / (double)daemon.Speaker.SampleRateHz, 0.001, 0.1);
        Assert.Equal(daemon.Speaker.EnqueuedSamples, daemon.Speaker.HeardSamples);
        string heard = turn.Report.Reply!.Text;
        Assert.StartsWith(heard, LongReply, StringComparison.Ordinal);
        // Half a second of a sentence whose end may not be known yet: then its length in letters is an estimate.
        Assert.InRange(heard.Length, 4, 100);
        Assert.Equal(heard, Assert.Single(daemon.Service<Conversation>().Exchanges).Reply);
    }

    [Fact]
    public async Task AfterAStoppedAnswerTheNextTurnIsWhole()
    {
        await using ComposedDaemon daemon = await StartAsync(reply: "Yes.");
        daemon.Speak();
        await daemon.UntilAsync<SpeakingStarted>();
        Bounce(PinValue.Low);
        _clock.Advance(TimeSpan.FromMilliseconds(30));
        await daemon.UntilAsync<SpeechInterrupted>();
        Bounce(PinValue.High);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await daemon.UntilAsync<TurnCompleted>();
        await daemon.UntilAsync<StateChanged>();

        daemon.Speak();
        await daemon.UntilAsync<SpeakingStarted>();
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("Yes.", (await daemon.UntilAsync<TurnCompleted>()).Report.Reply!.Text);
    }

    [Fact]
    public async Task HeldFor999MillisecondsItListensAndFor1001ItMutes()
    {
        await using ComposedDaemon daemon = await StartAsync(("Wake:Mode", "Button"));
        IWakeGate gate = daemon.Service<IWakeGate>();
        IDeviceControl device = daemon.Service<IDeviceControl>();

        Hold(999);
        Assert.Equal(ButtonGesture.ShortPress, (await daemon.UntilAsync<ButtonUsed>()).Gesture);
        daemon.BeSilent();
        await daemon.UntilAsync<StateChanged>(changed => changed.State == ConversationState.Listening);
        Assert.True(gate.IsOpen);
        Assert.False(device.State.Muted);

        Hold(1_001);
        Assert.Equal(ButtonGesture.MuteToggle, (await daemon.UntilAsync<ButtonUsed>()).Gesture);
        Assert.True((await daemon.UntilAsync<ControlChanged>()).State.Muted);

        Hold(1_001);
        Assert.False((await daemon.UntilAsync<ControlChanged>()).State.Muted);
        Assert.Equal(3, daemon.Told.Count(happened => happened is ButtonUsed));
    }

    [Fact]
    public async Task AWallOfBouncesIsOnePress()
    {
        await using ComposedDaemon daemon = await StartAsync(("Wake:Mode", "Button"));
        for (int i = 0; i < 5; i++)
        {
            Bounce(PinValue.Low);
            _clock.Advance(TimeSpan.FromMilliseconds(200));
            Bounce(PinValue.High);
            _clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Equal(ButtonGesture.ShortPress, (await daemon.UntilAsync<ButtonUsed>()).Gesture);
        }

        Hold(1_001);
        Assert.Equal(ButtonGesture.MuteToggle, (await daemon.UntilAsync<ButtonUsed>()).Gesture);
    }

    [Fact]
    public async Task HeldForSixSecondsItForgetsAndTheMicrophoneIsAsBefore()
    {
        await using ComposedDaemon daemon = await StartAsync();
        daemon.Service<Conversation>().Add(new Exchange("Hi.", EmotionLabel.Happy, "en", "Hello."));

        _line.Drive(PinValue.Low);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await daemon.UntilAsync<ControlChanged>()).State.Muted);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False((await daemon.UntilAsync<ControlChanged>()).State.Muted);
        await daemon.UntilAsync<ConversationForgotten>();

        Assert.Empty(daemon.Service<Conversation>().Exchanges);
        Assert.False(daemon.Service<IDeviceControl>().State.Muted);
        Assert.Equal([ButtonGesture.MuteToggle, ButtonGesture.Forget], daemon.Told.OfType<ButtonUsed>().Select(used => used.Gesture));
    }

    [Fact]
    public async Task WithoutGpioTheButtonIsOffAndTheDeviceAnswers()
    {
        await using ComposedDaemon daemon = await ComposedDaemon.StartAsync(_clock, "Yes.", () => throw new IOException("There is no GPIO chip here."));
        daemon.Speak();
        await daemon.UntilAsync<SpeakingStarted>();
        _clock.Advance(TimeSpan.FromSeconds(1));

        await daemon.UntilAsync<TurnCompleted>();
        while (!daemon.Lines.Any(line => line.StartsWith("Warning:", StringComparison.Ordinal)))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.Single(daemon.Lines, line => line.StartsWith("Warning: There is no button at GPIO 17, all else works: There is no GPIO chip here.", StringComparison.Ordinal));
    }

    private Task<ComposedDaemon> StartAsync(params (string, string)[] settings) => StartAsync(LongReply, settings);

    private async Task<ComposedDaemon> StartAsync(string reply, params (string, string)[] settings)
    {
        ComposedDaemon daemon = await ComposedDaemon.StartAsync(_clock, reply, () => new GpioController(_line), settings);
        await ComposedDaemon.WatchAsync(_line);
        return daemon;
    }

    private void Hold(int milliseconds)
    {
        _line.Drive(PinValue.Low);
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        _line.Drive(PinValue.High);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
    }

    // Thirteen edges in 26 ms; the last level stays.
    private void Bounce(PinValue level)
    {
        for (int i = 0; i < 13; i++)
        {
            _line.Drive(i % 2 == 0 ? level : !(bool)level);
            _clock.Advance(TimeSpan.FromMilliseconds(2));
        }
    }
}
