using System.CommandLine;
using EmotionVoice.Edge;

ParseResult parsed = CommandLine.Build().Parse(args);
if (parsed.Errors.Count > 0 && parsed.Action is System.CommandLine.Invocation.ParseErrorAction)
{
    await parsed.InvokeAsync();
    return ExitCodes.Usage;
}

return await Failures.ReportAsync(() => parsed.InvokeAsync(new InvocationConfiguration
{
    EnableDefaultExceptionHandler = false,
    // Longer than the host's own time to stop.
    ProcessTerminationTimeout = TimeSpan.FromSeconds(6),
}));
