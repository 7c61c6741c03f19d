using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>Findings as a table on a terminal, as plain lines elsewhere, or as JSON.</summary>
internal sealed class DoctorPrinter(IAnsiConsole console)
{
    public void Print(IReadOnlyList<CheckResult> results)
    {
        if (console.Profile.Capabilities.Interactive)
            console.Write(TableOf(results));
        else
            foreach (CheckResult result in results)
                Line($"{Sign(result.Status)} {result.Check}: {result.Detail}{(result.Advice is { } advice ? $"\n    → {advice}" : "")}");
        Line(Summary(results));
    }

    public void PrintJson(IReadOnlyList<CheckResult> results)
    {
        foreach (CheckResult result in results)
            Line(JsonSerializer.Serialize(result, DoctorJson.Default.CheckResult));
    }

    internal static string Summary(IReadOnlyList<CheckResult> results)
    {
        int Count(CheckStatus status) => results.Count(result => result.Status == status);
        string can = Count(CheckStatus.Fail) == 0 ? "The daemon can run." : "The daemon can't run until what failed is mended.";
        return $"{Count(CheckStatus.Ok)} ok, {Count(CheckStatus.Warn)} warnings, {Count(CheckStatus.Fail)} failed, {Count(CheckStatus.NotApplicable)} not applicable. {can}";
    }

    private static Table TableOf(IReadOnlyList<CheckResult> results)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("").NoWrap()).AddColumn(new TableColumn("Check").NoWrap()).AddColumn("Found");
        foreach (CheckResult result in results)
        {
            string advice = result.Advice is null ? "" : $"\n[bold]→ {Markup.Escape(result.Advice)}[/]";
            table.AddRow($"[{Colour(result.Status)}]{Sign(result.Status)}[/]", Markup.Escape(result.Check), Markup.Escape(result.Detail) + advice);
        }

        return table;
    }

    // Words as well as colours: not everybody tells red from green.
    private static string Sign(CheckStatus status) => status switch
    {
        CheckStatus.Ok => "ok  ",
        CheckStatus.Warn => "warn",
        CheckStatus.Fail => "FAIL",
        _ => "-   ",
    };

    private static string Colour(CheckStatus status) => status switch
    {
        CheckStatus.Ok => "green",
        CheckStatus.Warn => "yellow",
        CheckStatus.Fail => "red",
        _ => "grey",
    };

    private void Line(string text) => console.Profile.Out.Writer.WriteLine(text);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CheckResult))]
internal sealed partial class DoctorJson : JsonSerializerContext;
