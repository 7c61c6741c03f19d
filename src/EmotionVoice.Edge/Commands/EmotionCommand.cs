using System.CommandLine;
using System.Globalization;
using System.Text;
using EmotionVoice.Edge.Commands.Files;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Emotion.Acoustics;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Evaluation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Commands;

/// <summary><c>emotionvoice emotion</c>: the feeling in recorded voices, and how often it is right.</summary>
internal static class EmotionCommand
{
    public static Command Create()
    {
        SettingsArguments settings = new();
        Argument<string[]> recordings = RecordingFiles.Argument();
        Option<bool> withWords = new("--with-words") { Description = "Also transcribe, and put the feeling in voice and words together." };
        Option<bool> evaluate = new("--evaluate") { Description = "Compare the voice's feeling with the label in the file's or folder's name: confusion matrix, unweighted accuracy." };
        Option<bool> json = new("--json") { Description = "One JSON object a line and recording." };
        Command command = new("emotion", "Tells the feeling in recorded voices.") { recordings, withWords, evaluate, json };
        settings.AddTo(command);
        RecordingFiles.RefuseOptions(command, recordings);
        command.SetAction((parsed, cancellationToken) =>
        {
            Output output = new(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, parsed.GetValue(json), parsed.GetValue(withWords), parsed.GetValue(evaluate));
            return RunAsync(settings.Load(parsed), parsed.GetValue(recordings)!, parsed.GetValue(withWords), output, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(IConfigurationRoot configuration, string[] paths, bool withWords, Output output, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = CommandServices.Build(configuration);
        IReadOnlyList<string> files = RecordingFiles.Find(paths);
        Func<float[], Task<Understood>> understand = withWords
            ? samples => services.GetRequiredService<UtteranceUnderstanding>().UnderstandAsync(Utterance.Whole(samples), cancellationToken)
            : samples => FeelAsync(services, samples, cancellationToken);
        FileByFile run = new(output.Error);
        await run.RunAsync(files, async (file, samples) => await output.WriteAsync(file, AudioFormat.Duration(samples.Length), await understand(samples)), cancellationToken);
        await output.FinishAsync();
        return run.ExitCode;
    }

    private static async Task<Understood> FeelAsync(ServiceProvider services, float[] samples, CancellationToken cancellationToken)
    {
        TranscriptionOptions options = services.GetRequiredService<TranscriptionOptions>();
        TimeProvider clock = services.GetRequiredService<TimeProvider>();
        long start = clock.GetTimestamp();
        TranscriptRejection rejection = new TranscriptGate(options).CheckSound(samples);
        AcousticFeatures features = AcousticFeatureExtractor.Extract(samples);
        // Silence has no feeling; the model would still name one.
        VoiceEmotion? voice = rejection == TranscriptRejection.None
            ? await services.GetRequiredService<IVoiceEmotionRecognizer>().RecognizeAsync(samples, cancellationToken)
            : null;
        return new Understood(Transcript.None(options.Expected[0]), rejection, voice, null, FusedEmotion.Unknown, features, TimeSpan.Zero, clock.GetElapsedTime(start));
    }

    /// <summary>Lines for people, or JSON for programs; with the matrix at the end or without.</summary>
    private sealed class Output(TextWriter output, TextWriter error, bool json, bool withWords, bool evaluate)
    {
        private readonly ConfusionMatrix _matrix = new();

        public TextWriter Error => error;

        public async Task WriteAsync(string file, TimeSpan audio, Understood heard)
        {
            EmotionLabel? truth = evaluate && LabelledFile.TryRead(file, out EmotionLabel label) ? label : null;
            if (truth is { } known)
                _matrix.Add(known, heard.Voice?.Scores.Top ?? EmotionLabel.Unknown);
            else if (evaluate)
                await error.WriteLineAsync($"emotionvoice: neither the name of {file} nor its folder says a feeling, so it isn't compared.");
            if (json)
                await output.WriteLineAsync(FeltFileJson.From(file, truth?.Name(), audio, heard, withWords).Serialize());
            else if (!evaluate)
                await output.WriteLineAsync(Line(file, heard));
        }

        public async Task FinishAsync()
        {
            if (!evaluate)
                return;
            if (_matrix.Count == 0)
                throw new InputException($"There is nothing to compare with: no recording's or folder's name says a feeling ({string.Join(", ", EmotionLabels.Names)}).");
            await output.WriteLineAsync(json ? EmotionTotalJson.From(_matrix).Serialize() : Table());
        }

        private string Line(string file, Understood heard)
        {
            StringBuilder line = new();
            AcousticFeatures f = heard.Features;
            line.Append(CultureInfo.InvariantCulture, $"{file}: ");
            if (heard.Voice is not { } voice)
                return line.Append("no voice").ToString();
            line.Append(CultureInfo.InvariantCulture, $"{Best(voice.Scores)}   valence {voice.Valence:+0.00;-0.00}, arousal {voice.Arousal:+0.00;-0.00}");
            line.Append(CultureInfo.InvariantCulture, $"   pitch {f.F0MedianHz:0} Hz ± {f.F0RangeSemitones:0.0} st, {f.SyllablesPerSecond:0.0} syllables/s, {f.RmsDb:0} dB, SNR {f.SnrDb:0} dB");
            if (withWords && !heard.Transcript.IsEmpty)
                line.Append(CultureInfo.InvariantCulture, $"\n  “{heard.Transcript.Text}”   words {(heard.Words is { } words ? Best(words) : "none")}   together {heard.Emotion.Label.Name()} {heard.Emotion.Confidence:P0}");
            return line.ToString();
        }

        private static string Best(EmotionScores scores) => string.Create(CultureInfo.InvariantCulture, $"{scores.Top.Name()} {scores[scores.Top]:P0}");

        private string Table()
        {
            IReadOnlyList<EmotionLabel> columns = _matrix.Labels;
            StringBuilder table = new();
            table.Append(CultureInfo.InvariantCulture, $"{"truth \\ heard",-14}");
            foreach (EmotionLabel column in columns)
                table.Append(CultureInfo.InvariantCulture, $"{column.Name(),10}");
            table.AppendLine("    recall");
            foreach (EmotionLabel truth in _matrix.Truths)
            {
                table.Append(CultureInfo.InvariantCulture, $"{truth.Name(),-14}");
                foreach (EmotionLabel column in columns)
                    table.Append(CultureInfo.InvariantCulture, $"{_matrix[truth, column],10}");
                table.AppendLine(CultureInfo.InvariantCulture, $"{100 * _matrix.Recall(truth),8:0.0} %");
            }

            table.AppendLine();
            table.Append(CultureInfo.InvariantCulture,
                $"{_matrix.Count} recordings, {_matrix.Truths.Count} feelings: unweighted accuracy {100 * _matrix.UnweightedAccuracy:0.0} %, accuracy {100 * _matrix.Accuracy:0.0} %");
            return table.ToString();
        }
    }
}
