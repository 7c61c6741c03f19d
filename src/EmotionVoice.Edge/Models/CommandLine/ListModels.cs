using System.Text.Json;
using Spectre.Console;

namespace EmotionVoice.Edge.Models.CommandLine;

/// <summary><c>models list</c> and <c>models verify</c>: what there is and in what state.</summary>
internal static class ListModels
{
    // Narrower terminals get the columns that matter most.
    private const int WideColumns = 150;

    public static async Task<int> ListAsync(ModelsContext context, ModelServices services, bool json, CancellationToken cancellationToken)
    {
        ModelSelection selection = services.Choose();
        List<ModelLine> lines = Lines(services, services.Catalog.Models, selection, CheckDepth.Size, cancellationToken);
        if (!json)
            context.Say($"Profile {selection.Profile.Id} ({selection.Reason}): {selection.Profile.Description}");
        await PrintAsync(context, lines, json);
        if (!json)
            context.Say($"● in use   Cache: {services.Store.Locations.Cache}   Mirror: {services.Store.Locations.Mirror ?? "none"}");
        return ExitCodes.Ok;
    }

    public static async Task<int> VerifyAsync(ModelsContext context, ModelServices services, IReadOnlyList<string> names, bool json, CancellationToken cancellationToken)
    {
        IReadOnlyList<ModelEntry> models = names.Count == 0
            ? services.Catalog.Models
            : [.. ModelsContext.Slots(services, names).Select(slot => slot.FirstOrDefault(services.Store.IsPresent) ?? slot[0]).DistinctBy(model => model.Id)];
        List<ModelLine> lines = Lines(services, models, services.Choose(), CheckDepth.HashAgain, cancellationToken);
        // Without names, a model that nobody fetched is no failure.
        if (names.Count == 0)
            lines.RemoveAll(line => line.State == "missing" && !line.InUse);
        await PrintAsync(context, lines, json);
        return ExitCodeOf(lines);
    }

    private static List<ModelLine> Lines(ModelServices services, IReadOnlyList<ModelEntry> models, ModelSelection selection, CheckDepth depth, CancellationToken cancellationToken)
        => [.. models.Select(model => ModelLine.Of(model, services.Store.Inspect(model, depth, cancellationToken), selection.Models.Contains(model)))];

    private static int ExitCodeOf(List<ModelLine> lines)
    {
        if (lines.Any(line => line.State is "damaged" or "untrusted"))
            return ExitCodes.DataError;
        return lines.Any(line => line.State == "missing") ? ExitCodes.Unavailable : ExitCodes.Ok;
    }

    private static async Task PrintAsync(ModelsContext context, List<ModelLine> lines, bool json)
    {
        if (json)
        {
            foreach (ModelLine line in lines)
                await context.Output.WriteLineAsync(JsonSerializer.Serialize(line, ModelLineJson.Default.ModelLine));
            return;
        }

        context.Console.Write(TableOf(lines, context.Console.Profile.Width >= WideColumns));
        foreach (string problem in lines.Where(line => line.State is "damaged" or "untrusted").SelectMany(line => line.Problems.Select(problem => $"{line.Id}: {problem}")))
            await context.Error.WriteLineAsync(problem);
    }

    private static Table TableOf(List<ModelLine> lines, bool wide)
    {
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumns(new TableColumn("").NoWrap(), new TableColumn("Model"), new TableColumn("Role").NoWrap(), new TableColumn("Size").NoWrap().RightAligned(), new TableColumn("State").NoWrap());
        if (wide)
            table.AddColumns(new TableColumn("Memory").NoWrap().RightAligned(), new TableColumn("Languages").NoWrap(), new TableColumn("Licence"));
        foreach (ModelLine line in lines)
        {
            string colour = line.State switch { "here" => "green", "missing" => "grey", _ => "red" };
            string origin = line.Origin.Length == 0 || line.State == "missing" ? "" : $" ({line.Origin})";
            string languages = line.Languages.Contains(ModelEntry.AnyLanguage) ? "any" : string.Join(' ', line.Languages);
            string[] cells = [line.InUse ? "●" : "", Markup.Escape(line.Id), line.Role, line.SizeBytes == 0 ? "–" : ModelLine.Megabytes(line.SizeBytes), $"[{colour}]{line.State}[/]{origin}"];
            table.AddRow(wide ? [.. cells, $"{line.MemoryMb} MB", languages, Markup.Escape(line.Licence)] : cells);
        }

        return table;
    }
}
