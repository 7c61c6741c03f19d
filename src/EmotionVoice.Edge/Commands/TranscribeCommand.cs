using System.CommandLine;
using System.Globalization;
using EmotionVoice.Edge.Commands.Files;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Evaluation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Commands;

/// <summary><c>emotionvoice transcribe</c>: words of recordings, and how many of them are right.</summary>
internal static class TranscribeCommand
{
    public static Command Create()
    {
        SettingsArguments settings = new();
        Argument<string[]> recordings = RecordingFiles.Argument();
        Option<bool> evaluate = new("--evaluate") { Description = "Compare with the .txt beside each recording: word and character error rate, time." };
        Option<bool> json = new("--json") { Description = "One JSON object a line and recording." };
        Option<string?> transcripts = new("--transcripts") { Description = "With --evaluate: score the .txt files of this folder, made by another recogniser, rather than transcribing." };
        Option<bool> stream = new("--stream") { Description = "Play the recordings in real time and find the words while they are spoken; with --evaluate also how soon they come." };
        Command command = new("transcribe", "Writes down what is said in recordings. Exit code 1: nothing was said in any of them.") { recordings, evaluate, json, transcripts, stream };
        settings.AddTo(command);
        RecordingFiles.RefuseOptions(command, recordings);
        command.Validators.Add(result =>
        {
            if (result.GetValue(transcripts) is not null && !result.GetValue(evaluate))
                result.AddError("--transcripts needs --evaluate.");
            if (result.GetValue(transcripts) is not null && result.GetValue(stream))
                result.AddError("--transcripts leaves nothing to stream.");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            Output output = new(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, parsed.GetValue(json), parsed.GetValue(evaluate));
            return RunAsync(settings.Load(parsed), parsed.GetValue(recordings)!, parsed.GetValue(transcripts), parsed.GetValue(stream), output, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(IConfigurationRoot configuration, string[] paths, string? transcripts, bool stream, Output output, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = CommandServices.Build(configuration);
        IReadOnlyList<string> files = RecordingFiles.Find(paths);
        // Made with the first recording that can be read: nobody waits for a model to hear that a file is damaged.
        Lazy<FileTranscriber> transcriber = new(() => ActivatorUtilities.CreateInstance<FileTranscriber>(services));
        Lazy<StreamTranscriber> streaming = new(() => ActivatorUtilities.CreateInstance<StreamTranscriber>(services, transcriber.Value));
        FileByFile run = new(output.Error);
        await run.RunAsync(files, async (file, samples) =>
        {
            FileTranscript heard = stream ? await streaming.Value.TranscribeAsync(samples, cancellationToken)
                : transcripts is null ? await transcriber.Value.TranscribeAsync(samples, cancellationToken)
                : await FromElsewhereAsync(Path.Combine(transcripts, Path.GetFileNameWithoutExtension(file) + ".txt"), samples, cancellationToken);
            await output.WriteAsync(file, heard, cancellationToken);
        }, cancellationToken);
        int code = await output.FinishAsync();
        return run.ExitCode == ExitCodes.Ok ? code : run.ExitCode;
    }

    private static async Task<FileTranscript> FromElsewhereAsync(string text, float[] samples, CancellationToken cancellationToken)
    {
        if (!File.Exists(text))
            throw new InputException($"There is no transcript {text}.");
        Transcript words = new((await File.ReadAllTextAsync(text, cancellationToken)).ReplaceLineEndings(" ").Trim(), "", 1, 0);
        return new FileTranscript(words, [], AudioFormat.Duration(samples.Length), TimeSpan.Zero);
    }

    /// <summary>Lines for people, or JSON for programs; with scores or without.</summary>
    private sealed class Output(TextWriter output, TextWriter error, bool json, bool evaluate)
    {
        private readonly List<StreamTimes> _streamed = [];
        private TranscriptScore _total;
        private int _scored;
        private bool _anyWords;

        public TextWriter Error => error;

        public async Task WriteAsync(string file, FileTranscript heard, CancellationToken cancellationToken)
        {
            _anyWords |= !heard.Whole.IsEmpty;
            if (heard.Stream is { } times)
                _streamed.Add(times);
            TranscriptScore? score = evaluate ? await ScoreAsync(file, heard, cancellationToken) : null;
            if (json)
                await output.WriteLineAsync(TranscribedFileJson.From(file, heard, score).Serialize());
            else if (score is { } rates)
                await output.WriteLineAsync(Line(Path.GetFileName(file), rates, heard.Stream) + $"  {heard.Whole.Text}");
            else if (!evaluate)
                await WriteWordsAsync(file, heard);
        }

        public async Task<int> FinishAsync()
        {
            if (!evaluate)
                return _anyWords ? ExitCodes.Ok : ExitCodes.Failed;
            if (_scored == 0)
                throw new InputException("There is nothing to compare with: no recording has a .txt with its words beside it.");
            if (json)
            {
                await output.WriteLineAsync(new TranscribeTotalJson(ScoreJson.From(_total), StreamTotalJson.From(_streamed)).Serialize());
                return ExitCodes.Ok;
            }

            await output.WriteLineAsync();
            if (StreamTotalJson.From(_streamed) is { } stream)
                await output.WriteLineAsync(stream.Text());
            else
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{_scored} recordings, {_total.Audio.TotalSeconds:0.0} s of sound in {_total.Processing.TotalSeconds:0.0} s: real-time factor {_total.RealTimeFactor:0.000}"));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"WER {_total.Words.Percent:0.0} % ({_total.Words.Edits} of {_total.Words.Length} words)   CER {_total.Characters.Percent:0.0} %   WER with numbers as written {_total.WrittenWords.Percent:0.0} %"));
            return ExitCodes.Ok;
        }

        private async Task<TranscriptScore?> ScoreAsync(string file, FileTranscript heard, CancellationToken cancellationToken)
        {
            string text = Path.ChangeExtension(file, ".txt");
            if (!File.Exists(text))
            {
                await error.WriteLineAsync($"emotionvoice: {file} has no {Path.GetFileName(text)} beside it, so it isn't compared.");
                return null;
            }

            TranscriptScore score = TranscriptScore.Of(await File.ReadAllTextAsync(text, cancellationToken), heard.Whole.Text, heard.Audio, heard.Processing);
            _total = _scored++ == 0 ? score : _total + score;
            return score;
        }

        private async Task WriteWordsAsync(string file, FileTranscript heard)
        {
            if (heard.Whole.IsEmpty)
                await error.WriteLineAsync($"emotionvoice: {file}: nothing was said.");
            else if (heard.Pieces.Count == 1)
                await output.WriteLineAsync($"{file}: {heard.Whole.Text}");
            else
                foreach ((TimeSpan start, Transcript piece) in heard.Pieces)
                    await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{file} {start:hh\\:mm\\:ss}: {piece.Text}"));
        }

        private static string Line(string name, TranscriptScore score, StreamTimes? times) => string.Create(CultureInfo.InvariantCulture,
            $"{name,-28} WER {score.Words.Percent,5:0.0} %  CER {score.Characters.Percent,5:0.0} %  {score.Audio.TotalSeconds,5:0.0} s ") + (times is null
            ? string.Create(CultureInfo.InvariantCulture, $"in {score.Processing.TotalSeconds,5:0.00} s")
            : string.Create(CultureInfo.InvariantCulture, $"first {times.FirstPartial?.TotalSeconds,5:0.00} s  final {times.Final.TotalSeconds,5:0.00} s"));
    }
}
