namespace EmotionVoice.Edge.Diagnostics;

/// <summary>Button and LED ring: GPIO, SPI, I2C.</summary>
internal sealed class BusCheck(SystemFiles files) : IDoctorCheck
{
    private const string Enable = "switch it on with: sudo raspi-config nonint";

    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CheckResult>>(
    [
        Judge("GPIO", "gpiochip*", "gpio", "no button can be wired to this machine"),
        Judge("SPI", "spidev*", "spi", $"no LED ring can be driven; on a Raspberry Pi {Enable} do_spi 0"),
        Judge("I2C", "i2c-*", "i2c", $"nothing needs it; on a Raspberry Pi {Enable} do_i2c 0"),
    ]);

    private CheckResult Judge(string check, string pattern, string group, string without)
    {
        IReadOnlyList<string> devices = files.Find("/dev", pattern);
        if (devices.Count == 0)
            return CheckResult.NotApplicable(check, $"there is no /dev/{pattern}: {without}");
        string[] closed = [.. devices.Where(device => !files.CanOpen(device))];
        return closed.Length == 0
            ? CheckResult.Ok(check, string.Join(", ", devices))
            : CheckResult.Warn(check, $"this user may not open {string.Join(", ", closed)}", $"sudo usermod -aG {group} $(id -un), then log in again");
    }
}
