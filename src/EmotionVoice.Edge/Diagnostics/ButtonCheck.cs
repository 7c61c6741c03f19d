using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Devices.Button;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>The button that the settings name, opened as the daemon does.</summary>
internal sealed class ButtonCheck(ButtonOptions options, WakeOptions wake, GpioButton button, SystemFiles files) : IDoctorCheck
{
    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CheckResult>>([Judge()]);

    private CheckResult Judge()
    {
        const string check = "button";
        if (!options.Enabled)
            return wake.Mode == WakeMode.Button
                ? CheckResult.Warn(check, "Wake:Mode waits for one, but Button:Enabled is false: only a key on a terminal or MQTT can wake this device", "Set Button:Enabled to true, or Wake:Mode to Open or Keyword")
                : CheckResult.NotApplicable(check, "the settings name none");
        return button.Problem() is { } problem
            ? CheckResult.Warn(check, $"{button.Name} can't be used, so the button is off: {problem}", Advice(problem))
            : CheckResult.Ok(check, $"{button.Name} can be read");
    }

    private string Advice(string problem)
    {
        if (problem.Contains("libgpiod", StringComparison.Ordinal))
            return "sudo apt install libgpiod2";
        IReadOnlyList<string> chips = files.Find("/dev", "gpiochip*");
        if (chips.Count == 0)
            return "This machine has no GPIO. Switch the button off with Button:Enabled false";
        return chips.All(files.CanOpen)
            ? "Correct Button:Pin and Button:Chip; a pin that is in use is named by: gpioinfo. While the daemon runs, the button is its own: sudo systemctl stop emotionvoice"
            : "sudo usermod -aG gpio $(id -un), then log in again";
    }
}
