using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Benchmarks;

/// <summary>The recordings that speak to the device: a folder's, or sentences spoken by the program's own voice.</summary>
internal sealed class BenchClips : IDisposable
{
    private static readonly string[] s_english =
    [
        "I have not heard from my sister for two weeks.",
        "Can you tell me what the weather will be like tomorrow?",
        "We won the game last night and everybody was singing.",
        "Somebody has parked in front of my door again.",
        "Please remind me to water the plants this evening.",
        "I do not know what to cook for dinner.",
        "The train was late, so I missed the meeting.",
        "My little brother started school today.",
    ];

    private static readonly string[] s_korean =
    [
        "오늘 친구를 만나서 정말 즐거웠어요.",
        "내일 날씨가 어떤지 알려 주세요.",
        "버스를 놓쳐서 회의에 늦었어요.",
        "저녁에 무엇을 먹을지 모르겠어요.",
        "동생이 오늘 학교에 처음 갔어요.",
        "누가 또 우리 집 앞에 차를 세웠어요.",
    ];

    private readonly DirectoryInfo? _temporary;

    private BenchClips(IReadOnlyList<string> files, DirectoryInfo? temporary)
    {
        Files = files;
        _temporary = temporary;
    }

    public IReadOnlyList<string> Files { get; }

    /// <summary>As people read it.</summary>
    public string Source => _temporary is null ? Path.GetDirectoryName(Files[0])! : "sentences in the program's own voice";

    /// <summary>What the program's own voice says.</summary>
    public static string[] Sentences(string language) => language == "ko" ? s_korean : s_english;

    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">It holds no WAV file.</exception>
    public static BenchClips FromFolder(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder {folder}. Name one with WAV files after --clips, or leave it out.");
        string[] files = [.. Directory.EnumerateFiles(folder, "*.wav").Order(StringComparer.Ordinal)];
        return files.Length > 0
            ? new BenchClips(files, null)
            : throw new FileNotFoundException($"There are no WAV files in {folder}. Name another folder after --clips, or leave it out.");
    }

    /// <summary>Lets the program's voice speak into temporary files.</summary>
    public static async Task<BenchClips> SpeakAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        ISynthesizer voice = services.GetRequiredService<ISynthesizer>();
        string language = services.GetRequiredService<TranscriptionOptions>().Expected[0];
        string[] sentences = Sentences(language);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("emotionvoice-bench-");
        List<string> files = [];
        for (int i = 0; i < sentences.Length; i++)
        {
            string file = Path.Combine(folder.FullName, $"{i + 1}.wav");
            await WriteAsync(voice, new SpeechRequest(sentences[i], language), file, cancellationToken);
            files.Add(file);
        }

        return new BenchClips(files, folder);
    }

    /// <summary>So many of the files, from the first on again and again.</summary>
    public IEnumerable<string> Take(int count)
    {
        for (int i = 0; i < count; i++)
            yield return Files[i % Files.Count];
    }

    public void Dispose() => _temporary?.Delete(recursive: true);

    private static async Task WriteAsync(ISynthesizer voice, SpeechRequest request, string file, CancellationToken cancellationToken)
    {
        WavWriter? writer = null;
        try
        {
            await foreach (SpeechAudio audio in voice.SynthesizeAsync(request, cancellationToken))
            {
                writer ??= new WavWriter(new FileStream(file, FileMode.Create, FileAccess.ReadWrite), audio.SampleRateHz);
                writer.Write(audio.Samples.Span);
            }
        }
        finally
        {
            writer?.Dispose();
        }

        if (writer is null)
            throw new AudioDeviceException($"The voice {voice.Name} gave no sound for the language {request.Language}. Name a folder with recordings after --clips.");
    }
}
