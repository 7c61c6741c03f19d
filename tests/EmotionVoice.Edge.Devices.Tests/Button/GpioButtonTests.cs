using System.Device.Gpio;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Devices.Button;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Devices.Tests.Button;

public sealed class GpioButtonTests : IDisposable
{
    private const int Pin = 17;

    private static readonly ButtonOptions s_options = new() { Enabled = true };

    private readonly FakeClock _clock = new();
    private readonly FakeGpioDriver _driver = new(Pin);
    private readonly LogLines _log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _driver.Dispose();

    [Fact]
    public async Task ABouncingShortPressIsToldOnce()
    {
        await using Watched button = Watch();
        Bounce(PinValue.Low);
        _clock.Advance(TimeSpan.FromMilliseconds(300));
        Bounce(PinValue.High);
        _clock.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal([ButtonGesture.Pressed, ButtonGesture.ShortPress], await button.TakeAsync(2));
        Assert.False(button.HasMore);
    }

    [Theory]
    [InlineData(999, ButtonGesture.ShortPress)]
    [InlineData(1_001, ButtonGesture.MuteToggle)]
    public async Task TheBoundaryOfTheMuteHoldIsOneSecond(int heldMs, ButtonGesture expected)
    {
        await using Watched button = Watch();
        _driver.Drive(PinValue.Low);
        _clock.Advance(TimeSpan.FromMilliseconds(heldMs));
        _driver.Drive(PinValue.High);
        _clock.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal([ButtonGesture.Pressed, expected], await button.TakeAsync(2));
        Assert.False(button.HasMore);
    }

    [Fact]
    public async Task HoldsAreToldWhileTheButtonIsStillDown()
    {
        await using Watched button = Watch();
        _driver.Drive(PinValue.Low);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([ButtonGesture.Pressed, ButtonGesture.MuteToggle], await button.TakeAsync(2));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([ButtonGesture.MuteToggle, ButtonGesture.Forget], await button.TakeAsync(2));
    }

    [Fact]
    public async Task APressReachesTheListenerInTimeToFallSilent()
    {
        await using Watched button = Watch();
        _driver.Drive(PinValue.Low);
        _clock.Advance(TimeSpan.FromMilliseconds(30));
        Assert.Equal([ButtonGesture.Pressed], await button.TakeAsync(1));
    }

    [Fact]
    public async Task ALostLastEdgeIsNotTakenForAHold()
    {
        await using Watched button = Watch();
        _driver.Drive(PinValue.Low);
        _clock.Advance(TimeSpan.FromMilliseconds(200));
        _driver.Drive(PinValue.High, edgeIsLost: true);
        _clock.Advance(TimeSpan.FromSeconds(10));

        // The level is seen when the hold would be told.
        Assert.Equal([ButtonGesture.Pressed, ButtonGesture.ShortPress], await button.TakeAsync(2));
        Assert.False(button.HasMore);
    }

    [Theory]
    [InlineData(true, true, PinMode.InputPullUp)]
    [InlineData(false, true, PinMode.InputPullDown)]
    [InlineData(true, false, PinMode.Input)]
    public async Task ThePullResistorHoldsTheLevelOfAnOpenButton(bool activeLow, bool pull, PinMode expected)
    {
        if (!activeLow)
            _driver.Drive(PinValue.Low);
        await using Watched button = Watch(new ButtonOptions { Enabled = true, ActiveLow = activeLow, PullResistor = pull });
        Assert.Equal(expected, _driver.Mode);
        _driver.Drive(activeLow ? PinValue.Low : PinValue.High);
        _clock.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal([ButtonGesture.Pressed], await button.TakeAsync(1));
    }

    [Fact]
    public async Task TheEndOfWatchingClosesEverything()
    {
        await Watch().DisposeAsync();
        Assert.False(_driver.IsWatched);
        Assert.False(_driver.IsOpen);
        Assert.True(_driver.IsDisposed);
        Assert.Equal(0, _clock.PendingTimers);
    }

    [Fact]
    public async Task WhereGpioIsMissingTheButtonIsOffWithOneLine()
    {
        GpioButton button = new(s_options, _clock, _log.For<GpioButton>(), () => throw new PlatformNotSupportedException("No GPIO here."));
        await foreach (ButtonGesture gesture in button.GesturesAsync(Token))
            Assert.Fail($"There is no button, but it told {gesture}.");

        Assert.Equal("Warning: There is no button at GPIO 17, all else works: No GPIO here. Check the settings under Button, and the access to /dev/gpiochip* (group gpio).", Assert.Single(_log.Lines));
        Assert.Equal("No GPIO here.", button.Problem());
    }

    [Fact]
    public async Task APinThatTheChipDoesNotHaveIsNamedAndTheChipClosed()
    {
        GpioButton button = new(new ButtonOptions { Enabled = true, Pin = 18 }, _clock, _log.For<GpioButton>(), () => new GpioController(_driver));
        await foreach (ButtonGesture gesture in button.GesturesAsync(Token))
            Assert.Fail($"There is no button, but it told {gesture}.");

        Assert.Contains("GPIO 18 is not there.", Assert.Single(_log.Lines), StringComparison.Ordinal);
        Assert.True(_driver.IsDisposed);
    }

    [Fact]
    public async Task WithoutAButtonInTheSettingsNothingIsOpenedOrLogged()
    {
        GpioButton button = new(new ButtonOptions(), _clock, _log.For<GpioButton>(), () => new GpioController(_driver));
        await foreach (ButtonGesture gesture in button.GesturesAsync(Token))
            Assert.Fail($"There is no button, but it told {gesture}.");
        Assert.False(_driver.IsOpen);
        Assert.Empty(_log.Lines);
    }

    private void Bounce(PinValue to)
    {
        for (int i = 0; i < 3; i++)
        {
            _driver.Drive(to);
            _clock.Advance(TimeSpan.FromMilliseconds(4));
            _driver.Drive(to == PinValue.Low ? PinValue.High : PinValue.Low);
            _clock.Advance(TimeSpan.FromMilliseconds(3));
        }

        _driver.Drive(to);
    }

    private Watched Watch(ButtonOptions? options = null)
    {
        GpioButton button = new(options ?? s_options, _clock, _log.For<GpioButton>(), () => new GpioController(_driver));
        Watched watched = new(button, Token);
        Assert.True(_driver.IsWatched);
        return watched;
    }

    /// <summary>Reads gestures; the first read opens the button, synchronously.</summary>
    private sealed class Watched : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop;
        private readonly IAsyncEnumerator<ButtonGesture> _gestures;
        private Task<bool> _next;

        public Watched(GpioButton button, CancellationToken token)
        {
            _stop = CancellationTokenSource.CreateLinkedTokenSource(token);
            _gestures = button.GesturesAsync(_stop.Token).GetAsyncEnumerator(_stop.Token);
            _next = _gestures.MoveNextAsync().AsTask();
        }

        public bool HasMore => _next.IsCompleted;

        public async Task<List<ButtonGesture>> TakeAsync(int count)
        {
            List<ButtonGesture> taken = [];
            while (taken.Count < count)
            {
                Assert.True(await _next.WaitAsync(TimeSpan.FromSeconds(20), Token));
                taken.Add(_gestures.Current);
                _next = _gestures.MoveNextAsync().AsTask();
            }

            return taken;
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _gestures.DisposeAsync();
            _stop.Dispose();
        }
    }
}
