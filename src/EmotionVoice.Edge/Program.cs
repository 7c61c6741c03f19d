using System.CommandLine;
using EmotionVoice.Edge;
using Glibc;

// Engines are called from any thread of the pool: two arenas serve them, and buffers of a whole utterance are given back.
Malloc.KeepSmall(arenas: 2, returnedBytes: 512 * 1024);

ParseResult parsed = CommandLine.Build().Parse(args);
if (parsed.Errors.Count > 0 && parsed.Action is System.CommandLine.Invocation.ParseErrorAction)
{
    await parsed.InvokeAsync();
    return ExitCodes.Usage;
}

return await Failures.ReportAsync(() => parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
