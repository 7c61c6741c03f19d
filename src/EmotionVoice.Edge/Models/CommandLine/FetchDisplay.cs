using EmotionVoice.Edge.Models.Fetching;
using Spectre.Console;

namespace EmotionVoice.Edge.Models.CommandLine;

/// <summary>Shows a fetch: bars on a terminal, plain lines elsewhere.</summary>
internal static class FetchDisplay
{
    public static async Task RunAsync(IAnsiConsole console, Func<IProgress<FetchProgress>, Task> work)
    {
        if (console.Profile.Capabilities.Interactive)
        {
            await console.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new TransferSpeedColumn())
                .StartAsync(context => work(new Bars(context, console)));
        }
        else
        {
            await work(new Lines(console));
        }
    }

    /// <summary>One bar a file. Reports come one after the other from the fetching thread.</summary>
    private sealed class Bars(ProgressContext context, IAnsiConsole console) : IProgress<FetchProgress>
    {
        private readonly Dictionary<string, ProgressTask> _bars = new(StringComparer.Ordinal);

        public void Report(FetchProgress value)
        {
            if (value.Step is FetchStep.Waiting or FetchStep.Retrying or FetchStep.NextSource)
                console.MarkupLineInterpolated($"[yellow]{value.Model} {value.File}: {value.Note}[/]");
            if (value.File.Length == 0)
                return;
            string name = $"{value.Model}/{value.File}";
            if (!_bars.TryGetValue(name, out ProgressTask? bar))
                _bars[name] = bar = context.AddTask(Markup.Escape(name), maxValue: value.Total ?? 1);
            bar.IsIndeterminate = value.Step is FetchStep.Unpacking or FetchStep.Making || value.Total is null;
            bar.MaxValue = value.Total ?? Math.Max(1, value.Bytes);
            bar.Value = value.Step == FetchStep.Done ? bar.MaxValue : value.Bytes;
        }
    }

    /// <summary>A line at the start, every tenth of the way, and at the end of each file.</summary>
    private sealed class Lines(IAnsiConsole console) : IProgress<FetchProgress>
    {
        private string _step = "";

        public void Report(FetchProgress value)
        {
            string name = $"{value.Model} {value.File}".TrimEnd();
            string step = value.Step switch
            {
                FetchStep.Downloading when value.Total is > 0 => $"{name}: {value.Bytes * 10 / value.Total.Value * 10} % of {ModelLine.Megabytes(value.Total.Value)}",
                FetchStep.Downloading => $"{name}: fetching",
                FetchStep.Unpacking => $"{name}: from npm package {value.Note}",
                FetchStep.Making => $"{name}: made here ({value.Note})",
                FetchStep.Done => $"{name}: done",
                _ => $"{name}: {value.Note}",
            };
            if (step == _step)
                return;
            _step = step;
            ModelsContext.Say(console, step);
        }
    }
}
