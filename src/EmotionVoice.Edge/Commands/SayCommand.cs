using System.CommandLine;
using EmotionVoice.Edge.Commands.Files;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Commands;

/// <summary><c>emotionvoice say</c>: speaks a text in the tone that answers a feeling.</summary>
internal static class SayCommand
{
    private const string StandardInput = "-";
    private const string FirstLanguage = "Transcription:Languages:0";

    public static Command Create()
    {
        SettingsArguments settings = new();
        Argument<string> text = new("text") { Description = "What to say; - reads it from standard input." };
        Option<string?> emotion = EmotionOption.Create("The feeling that the tone answers, such as sad or happy. Default: the plain tone.");
        Option<string?> file = new("--out") { Description = "Write a WAV file rather than speak." };
        Command command = new("say", "Speaks a text.") { text, emotion, file };
        settings.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string words = parsed.GetValue(text)!;
            if (words == StandardInput)
                words = await Console.In.ReadToEndAsync(cancellationToken);
            IConfigurationRoot configuration = settings.Load(parsed);
            // A Korean text needs a Korean voice, whatever language is spoken to the device.
            if (configuration[FirstLanguage] is null && TextLanguage.Of(words, []) is "ko")
                configuration[FirstLanguage] = "ko";
            return await RunAsync(configuration, words, EmotionOption.Value(parsed, emotion) ?? EmotionLabel.Neutral, parsed.GetValue(file), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(IConfigurationRoot configuration, string text, EmotionLabel emotion, string? file, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = CommandServices.Build(configuration, own =>
        {
            if (file is not null)
                FileDevices.AddSpeaker(own, file);
        });
        string language = TextLanguage.Of(text, services.GetRequiredService<TranscriptionOptions>().Expected);
        List<string> sentences = Sentences(text, language);
        if (sentences.Count == 0)
            throw new InputException("There is nothing to say: the text has no words.");
        await services.GetRequiredService<ISpeaker>().OpenAsync(cancellationToken);
        ProsodyShaper voice = services.GetRequiredService<ProsodyShaper>();
        SpeechFeed speaker = services.GetRequiredService<SpeechFeed>();
        Prosody prosody = services.GetRequiredService<ProsodyPolicy>().For(emotion);
        foreach (string sentence in sentences)
            await foreach (SpeechAudio audio in voice.SynthesizeAsync(new SpeechRequest(sentence, language), prosody, cancellationToken))
                await speaker.EnqueueAsync(audio, cancellationToken);
        await speaker.DrainAsync(cancellationToken);
        return ExitCodes.Ok;
    }

    private static List<string> Sentences(string text, string language)
    {
        SentenceSplitter splitter = new();
        return [.. splitter.Push(text + "\n").Select(sentence => SpeechText.Prepare(sentence, language)).Where(sentence => sentence.Length > 0)];
    }
}
