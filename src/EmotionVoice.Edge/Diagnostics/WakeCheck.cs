using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Models;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>The wake word, started as the daemon does: without it the daemon would not run.</summary>
internal sealed class WakeCheck(WakeOptions options, WakeFactory wake) : IDoctorCheck
{
    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CheckResult>>([Judge()]);

    private CheckResult Judge()
    {
        const string check = "wake word";
        if (options.Mode.HasFlag(WakeMode.Open) || !options.Mode.HasFlag(WakeMode.Keyword))
            return CheckResult.NotApplicable(check, $"Wake:Mode is {options.Mode}");
        try
        {
            using IWakeWordDetector detector = wake.Detector();
            return CheckResult.Ok(check, $"{detector.Word} is waited for");
        }
        catch (ModelException e)
        {
            return e.ExitCode == ExitCodes.Unavailable
                ? CheckResult.Fail(check, $"the model {wake.ModelId} is not on this machine, or not whole", $"emotionvoice models fetch {wake.ModelId}")
                : CheckResult.Fail(check, e.Message, "Correct Wake:Word, or configure a keyword model");
        }
    }
}
