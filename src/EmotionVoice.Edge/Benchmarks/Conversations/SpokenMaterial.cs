using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Capture;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Benchmarks.Conversations;

/// <summary>What the person of a benchmark says: recordings of a folder, or the program's own voice.</summary>
/// <param name="Source">As people read it.</param>
/// <param name="Questions">What is answered; 2 to 6 s long where there are such.</param>
/// <param name="BackChannels">What only shows that somebody listens.</param>
/// <param name="Language">Of all of it.</param>
internal sealed record SpokenMaterial(string Source, IReadOnlyList<SpokenClip> Questions, IReadOnlyList<SpokenClip> BackChannels, string Language)
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(6);

    private static readonly string[] s_english = ["Mm-hm.", "Yeah.", "Okay.", "Right.", "I see.", "Uh-huh.", "Sure.", "Yes, right.", "Oh, really?", "Good."];
    private static readonly string[] s_korean = ["네.", "응.", "어.", "네, 네.", "그래요.", "맞아요.", "아, 네.", "그렇군요.", "음.", "좋아요."];

    /// <param name="configuration">Names the voice and the language.</param>
    /// <param name="folder">Recordings, the words beside each (<c>x.wav</c>, <c>x.txt</c>); null for sentences in the program's own voice.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<SpokenMaterial> LoadAsync(IConfiguration configuration, string? folder, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error)).AddEmotionVoice(configuration).BuildServiceProvider();
        string language = services.GetRequiredService<TranscriptionOptions>().Expected[0];
        ISynthesizer voice = services.GetRequiredService<ISynthesizer>();
        SpokenClip[] backChannels = [.. await SpeakAsync(voice, language == "ko" ? s_korean : s_english, language, cancellationToken)];
        if (folder is null)
            return new SpokenMaterial("sentences in the program's own voice", await SpeakAsync(voice, BenchClips.Sentences(language), language, cancellationToken), backChannels, language);
        using BenchClips files = BenchClips.FromFolder(folder);
        SpokenClip[] all = [.. files.Files.Select(Read)];
        SpokenClip[] fitting = [.. all.Where(clip => clip.Speech >= s_shortest && clip.Speech <= s_longest)];
        return new SpokenMaterial($"{folder}, {(fitting.Length > 0 ? $"{fitting.Length} of {all.Length} recordings: 2 to 6 s" : $"{all.Length} recordings")}", fitting.Length > 0 ? fitting : all, backChannels, language);
    }

    /// <summary>So many questions, from the first on again and again.</summary>
    public IEnumerable<SpokenClip> Take(int count) => Enumerable.Range(0, count).Select(i => Questions[i % Questions.Count]);

    /// <summary>A cough or a back-channel, in turn.</summary>
    public SpokenClip Listening(int index) => index % 2 == 0 ? BackChannels[index / 2 % BackChannels.Count] : MadeSounds.Cough(index / 2);

    private static SpokenClip Read(string file)
    {
        using FileStream stream = File.OpenRead(file);
        string words = Path.ChangeExtension(file, ".txt");
        return SpokenClip.Of(Path.GetFileNameWithoutExtension(file), WavReader.ReadMono16k(stream).Samples, File.Exists(words) ? File.ReadAllText(words).Trim() : null);
    }

    private static async Task<List<SpokenClip>> SpeakAsync(ISynthesizer voice, IEnumerable<string> sentences, string language, CancellationToken cancellationToken)
    {
        List<SpokenClip> clips = [];
        foreach (string sentence in sentences)
        {
            List<float> samples = [];
            await foreach (SpeechAudio audio in voice.SynthesizeAsync(new SpeechRequest(sentence, language), cancellationToken))
                samples.AddRange(At16k(audio));
            if (samples.Count == 0)
                throw new AudioDeviceException($"The voice {voice.Name} gave no sound for the language {language}. Name a folder with recordings after --clips.");
            clips.Add(SpokenClip.Of(sentence, [.. samples], sentence));
        }

        return clips;
    }

    private static float[] At16k(SpeechAudio audio)
    {
        PolyphaseResampler resampler = new(audio.SampleRateHz, AudioFormat.SampleRateHz);
        float[] converted = new float[resampler.MaxOutput(audio.Samples.Length) + resampler.MaxFlush];
        int count = resampler.Process(audio.Samples.Span, converted);
        count += resampler.Flush(converted.AsSpan(count));
        return converted[..count];
    }
}
