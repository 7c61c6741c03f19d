using System.Device.Gpio;
using System.Device.Gpio.Drivers;
using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Wake;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Devices.Button;

/// <summary>A push button at a GPIO pin.</summary>
/// <param name="options">Pin, polarity and times.</param>
/// <param name="clock">Tells when edges come.</param>
/// <param name="log">Hears once when there is no such pin here.</param>
/// <param name="open">Opens the GPIO controller; null: the board's own.</param>
public sealed class GpioButton(ButtonOptions options, TimeProvider clock, ILogger<GpioButton> log, Func<GpioController>? open = null) : IButton
{
    private readonly Func<GpioController> _open =
        open ?? (() => options.Chip is { } chip ? new GpioController(new LibGpiodDriver(chip)) : new GpioController());

    public string Name => $"GPIO {options.Pin}";

    /// <inheritdoc/>
    /// <remarks>Ends silently when the settings name no button.</remarks>
    public async IAsyncEnumerable<ButtonGesture> GesturesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!options.Enabled)
            yield break;
        using OpenButton? button = TryOpen();
        if (button is null)
            yield break;
        log.ButtonReady(Name);
        await foreach (ButtonGesture gesture in button.Watch.Gestures.ReadAllAsync(cancellationToken))
            yield return gesture;
    }

    /// <summary>Why the button can't be used here, or null when it can. For `doctor`.</summary>
    public string? Problem()
    {
        try
        {
            new OpenButton(_open(), options, clock).Dispose();
            return null;
        }
        catch (Exception e)
        {
            return e.Message;
        }
    }

    // Drivers throw what they like where hardware is missing (IOException, PlatformNotSupportedException, a missing
    // library, a pin that is in use): whatever it is, the button is off and the rest works.
    private OpenButton? TryOpen()
    {
        try
        {
            return new OpenButton(_open(), options, clock);
        }
        catch (Exception e)
        {
            log.NoButton(Name, e.Message);
            return null;
        }
    }

    private sealed class OpenButton : IDisposable
    {
        private readonly GpioController _controller;
        private readonly int _pin;

        public OpenButton(GpioController controller, ButtonOptions options, TimeProvider clock)
        {
            _controller = controller;
            _pin = options.Pin;
            try
            {
                controller.OpenPin(_pin, Mode(options));
                PinValue down = options.ActiveLow ? PinValue.Low : PinValue.High;
                Watch = new ButtonWatch(options, clock, () => controller.Read(_pin) == down);
                controller.RegisterCallbackForPinValueChangedEvent(_pin, PinEventTypes.Rising | PinEventTypes.Falling, OnEdge);
            }
            catch
            {
                Watch?.Dispose();
                controller.Dispose();
                throw;
            }
        }

        public ButtonWatch Watch { get; }

        public void Dispose()
        {
            _controller.UnregisterCallbackForPinValueChangedEvent(_pin, OnEdge);
            Watch.Dispose();
            _controller.Dispose();
        }

        private static PinMode Mode(ButtonOptions options) => (options.PullResistor, options.ActiveLow) switch
        {
            (false, _) => PinMode.Input,
            (true, true) => PinMode.InputPullUp,
            (true, false) => PinMode.InputPullDown,
        };

        private void OnEdge(object sender, PinValueChangedEventArgs edge)
        {
            try
            {
                Watch.Look();
            }
            catch (Exception e) when (e is IOException or InvalidOperationException)
            {
                // The pin was closed, or the chip unplugged, between the edge and the look; on the driver's thread
                // nothing may be thrown.
            }
        }
    }
}
