using System.Device.Gpio;
using System.Device.Spi;
using System.Drawing;
using Iot.Device.Ws28xx;

namespace EmotionVoice.Edge.Devices.Tests.Children;

/// <summary>What child processes do with simulated hardware.</summary>
internal static class HardwareChild
{
    public static void WriteLeds()
    {
        using SpiDevice spi = SpiDevice.Create(new SpiConnectionSettings(0, 1) { ClockFrequency = 2_400_000 });
        Ws2812b leds = new(spi, 2);
        leds.Image.SetPixel(0, 0, Color.FromArgb(0xFF, 0, 0));
        leds.Image.SetPixel(1, 0, Color.FromArgb(0x01, 0x80, 0x55));
        leds.Update();
    }

    /// <summary>Tells a pin's edges until its input is closed.</summary>
    public static void WatchPin(int pin, int missingPin)
    {
        using GpioController controller = new();
        try
        {
            controller.OpenPin(missingPin, PinMode.Input);
        }
        catch (IOException error)
        {
            Child.Say("missing", error.Message);
        }

        controller.OpenPin(pin, PinMode.InputPullUp);
        controller.RegisterCallbackForPinValueChangedEvent(pin, PinEventTypes.Rising | PinEventTypes.Falling, Tell);
        Child.Say("watching", controller.Read(pin).ToString());
        Console.In.ReadToEnd();
        controller.UnregisterCallbackForPinValueChangedEvent(pin, Tell);
    }

    private static void Tell(object sender, PinValueChangedEventArgs edge) => Child.Say("edge", edge.ChangeType.ToString());
}
