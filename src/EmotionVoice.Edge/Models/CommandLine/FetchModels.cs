namespace EmotionVoice.Edge.Models.CommandLine;

/// <summary><c>models fetch</c>.</summary>
internal static class FetchModels
{
    public static async Task<int> RunAsync(ModelsContext context, ModelServices services, IReadOnlyList<string> names, bool trustOnFirstUse, CancellationToken cancellationToken)
    {
        List<ModelException> failures = [];
        HashSet<string> fetched = new(StringComparer.Ordinal);
        IReadOnlyList<IReadOnlyList<ModelEntry>> slots = ModelsContext.Slots(services, names);
        await FetchDisplay.RunAsync(context.Console, async progress =>
        {
            foreach (IReadOnlyList<ModelEntry> slot in slots)
            {
                try
                {
                    fetched.Add((await services.Fetcher.FetchFirstAsync(slot, trustOnFirstUse, progress, cancellationToken)).Entry.Id);
                }
                catch (ModelException error) when (error.ExitCode != ExitCodes.CannotCreate)
                {
                    // The others may still come: one visit fetches all that can be had.
                    failures.Add(error);
                }
            }
        });
        if (fetched.Count > 0)
            context.Say($"Here and checked: {string.Join(", ", fetched)}.");
        foreach (ModelException failure in failures)
            await context.Error.WriteLineAsync(failure.Message);
        return failures.Count == 0
            ? ExitCodes.Ok
            : failures.Any(error => error.ExitCode == ExitCodes.DataError) ? ExitCodes.DataError : failures[0].ExitCode;
    }
}
