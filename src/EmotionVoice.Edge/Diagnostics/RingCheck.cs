using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Devices.LedRing;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>The LED ring that the settings name, opened as the daemon does.</summary>
internal sealed class RingCheck(LedRingOptions options, Ws28xxOptions spi, SystemFiles files) : IDoctorCheck
{
    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CheckResult>>([Judge()]);

    private CheckResult Judge()
    {
        const string check = "LED ring";
        if (options.Ring != LedRingKind.Ws2812)
            return CheckResult.NotApplicable(check, $"the settings say {options.Ring}");
        string device = $"/dev/spidev{spi.Bus}.{spi.ChipSelect}";
        try
        {
            Ws28xxLedRing.Open(spi, options.Count).Dispose();
            return CheckResult.Ok(check, $"{options.Count} LEDs can be driven at {device}");
        }
        catch (IOException e)
        {
            string advice = files.Exists(device) && !files.CanOpen(device)
                ? "sudo usermod -aG spi $(id -un), then log in again"
                : "On a Raspberry Pi: sudo raspi-config nonint do_spi 0, then restart. Elsewhere switch the ring off with Led:Ring None";
            return CheckResult.Warn(check, $"it is off: {e.Message}", advice);
        }
    }
}
