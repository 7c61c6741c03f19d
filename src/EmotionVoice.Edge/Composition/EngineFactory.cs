using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Engines.Espeak;
using EmotionVoice.Edge.Engines.Llama;
using EmotionVoice.Edge.Engines.Sherpa;
using EmotionVoice.Edge.Engines.SpeechEmotion;
using EmotionVoice.Edge.Engines.Whisper;
using EmotionVoice.Edge.Engines.WordEmotion;
using EmotionVoice.Edge.Models;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Composition;

/// <summary>Which engine stands behind which port: from a model of the catalogue to an object that runs it.</summary>
internal sealed class EngineFactory(ModelStore store, ModelSelection selection, EngineOptions options, TranscriptionOptions transcription, TimeProvider clock, ILoggerFactory logs, RemoteReplies remote)
{
    public ITranscriber Transcriber()
    {
        ModelFiles model = Model(ModelRole.Transcription, transcription.Expected[0]);
        if (transcription.Expected.Where(language => !model.Entry.Speaks(language)).ToArray() is { Length: > 0 } foreign)
        {
            throw new SettingsException([
                $"Transcription:Languages: {model.Entry.Name} doesn't understand {string.Join(", ", foreign)}. " +
                "Choose a language that it does, or another model: emotionvoice models list."]);
        }

        return model.Entry.Engine switch
        {
            ModelEngine.Whisper => new WhisperTranscriber(
                new WhisperOptions
                {
                    ModelPath = model["model"], Name = model.Entry.Name, Threads = options.EffectiveTranscriptionThreads, BeamSize = options.TranscriptionBeams,
                },
                logs.CreateLogger<WhisperTranscriber>()),
            ModelEngine.Moonshine => new MoonshineTranscriber(
                new MoonshineOptions
                {
                    Encoder = model["encoder"], Decoder = model["decoder"], Tokens = model["tokens"],
                    Name = model.Entry.Name, Threads = options.EffectiveTranscriptionThreads,
                },
                logs.CreateLogger<MoonshineTranscriber>()),
            _ => throw Unknown(model.Entry),
        };
    }

    public IVoiceActivityDetector VoiceActivityDetector() => new SileroVoiceActivityDetector(new SileroOptions { Model = Model(ModelRole.Vad)["model"] });

    public IVoiceEmotionRecognizer VoiceEmotion()
    {
        ModelFiles model = Model(ModelRole.VoiceEmotion);
        return new OnnxVoiceEmotionRecognizer(
            new SpeechEmotionOptions { Model = model["model"], Name = model.Entry.Name, Threads = options.EffectiveSpeechThreads },
            logs.CreateLogger<OnnxVoiceEmotionRecognizer>());
    }

    public IWordEmotionRecognizer WordEmotion() => HashedNgramEmotionRecognizer.Load(Model(ModelRole.WordEmotion)["model"]);

    /// <summary>The reply model with a prompt for each expected language; scripted replies when the profile has none. Where the profile says so, a server before them.</summary>
    public ReplyModels Reply() => selection.Profile.RemoteReply ? remote.InFrontOf(LocalReply(), transcription.Expected) : LocalReply();

    private ReplyModels LocalReply()
    {
        if (selection.For(ModelRole.Reply) is null)
            return new ReplyModels(new ReplyModel("scripted replies", new ScriptedChatClient(), ScriptedChatClient.Style));
        Dictionary<(string Id, string? Prefix), ReplyModel> loaded = [];
        Dictionary<string, ReplyModel> byLanguage = [];
        foreach (string language in transcription.Expected)
        {
            ModelFiles files = Model(ModelRole.Reply, language);
            PromptPrefix? prefix = files.Entry.Prompt!.PrefixFor(language);
            // Languages whose prompt is the same share one context.
            if (!loaded.TryGetValue((files.Entry.Id, prefix?.File), out ReplyModel? model))
                loaded[(files.Entry.Id, prefix?.File)] = model = LoadReply(files, prefix);
            byLanguage[language] = model;
        }

        return new ReplyModels(byLanguage[transcription.Expected[0]], byLanguage);
    }

    public ISynthesizer Voice()
    {
        List<ISynthesizer> voices = [];
        foreach (ModelEntry entry in transcription.Expected.Select(language => selection.For(ModelRole.Voice, language)!).DistinctBy(entry => entry.Id))
        {
            ModelFiles files = store.Resolve(entry);
            voices.Add(entry.Engine switch
            {
                ModelEngine.Vits => new SherpaSynthesizer(
                    new SherpaVoiceOptions
                    {
                        Model = files["model"], Tokens = files["tokens"], DataFolder = files["espeak-ng-data"],
                        Name = entry.Name, Languages = [.. entry.Languages], Threads = options.EffectiveSpeechThreads,
                    },
                    logs.CreateLogger<SherpaSynthesizer>()),
                ModelEngine.Espeak => new EspeakSynthesizer(new EspeakOptions()),
                _ => throw Unknown(entry),
            });
        }

        if (transcription.Expected.Where(language => !voices.Exists(voice => voice.Speaks(language))).ToArray() is { Length: > 0 } mute)
            throw new SettingsException([$"Transcription:Languages: no voice speaks {string.Join(", ", mute)}."]);
        return voices.Count == 1 ? voices[0] : new VoiceRouter(voices);
    }

    private ReplyModel LoadReply(ModelFiles files, PromptPrefix? prefix)
    {
        PromptSettings prompt = files.Entry.Prompt!;
        LlamaOptions llama = new()
        {
            ModelPath = files["model"],
            PromptStyle = prompt.Style == Models.PromptStyle.FewShot ? Engines.Llama.PromptStyle.FewShot : Engines.Llama.PromptStyle.ChatTemplate,
            PrefixPath = prefix is null ? null : files[prefix.File],
            ContextSize = prompt.ContextSize,
            MaxOutputTokens = prompt.MaxTokens,
            Temperature = prompt.Temperature,
            TopP = prompt.TopP,
            StopSequences = [.. prompt.Stop],
            Threads = options.EffectiveReplyThreads,
            ReuseKv = options.ReuseKv,
        };
        if (prefix is not null)
        {
            llama.UserLabel = prefix.User.TrimEnd(':');
            llama.AssistantLabel = prefix.Assistant.TrimEnd(':');
        }

        // Loading is asynchronous for the sake of progress bars; nothing else runs while the daemon is composed.
        LlamaChatClient chat = LlamaChatClient.LoadAsync(llama, clock, logs.CreateLogger<LlamaChatClient>()).GetAwaiter().GetResult();
        return new ReplyModel(files.Entry.Name, chat, Style(prompt));
    }

    private static ReplyStyle Style(PromptSettings prompt) => new()
    {
        Tag = prompt.EmotionTag switch
        {
            EmotionTagPlace.Before => EmotionTag.Before,
            EmotionTagPlace.After => EmotionTag.After,
            _ => EmotionTag.Note,
        },
        LabelNames = Enum.GetValues<EmotionLabel>().ToDictionary(label => label, prompt.NameOf),
        Persona = prompt.Style == Models.PromptStyle.FewShot ? "" : new ReplyStyle().Persona,
        Openers = prompt.Openers,
        MaxTurns = prompt.MaxTurns,
        MaxTokens = prompt.MaxTokens,
        Temperature = prompt.Temperature,
        StopSequences = prompt.Stop,
    };

    private ModelFiles Model(ModelRole role, string language = ModelEntry.AnyLanguage) =>
        store.Resolve(selection.For(role, language) ?? throw new ModelException(ExitCodes.Configuration,
            $"The profile {selection.Profile.Id} has no model for {role.ToCatalogueName()}. Choose one with: emotionvoice models use <id>"));

    private static ModelException Unknown(ModelEntry entry) => new(ExitCodes.Configuration,
        $"The engine '{entry.Engine}' of the model {entry.Id} can't be used for {entry.Role.ToCatalogueName()}. Correct its entry in the catalogue.");
}
