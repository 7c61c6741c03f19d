using BenchmarkDotNet.Attributes;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Emotion.Acoustics;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Engines.WordEmotion;

namespace EmotionVoice.Edge.Benchmarks.HotPaths;

/// <summary>Managed work once a turn.</summary>
[MemoryDiagnoser]
public class TurnPathBenchmarks
{
    private const string English = "I have not heard from my sister for two weeks, and I am worried.";
    private const string Korean = "오늘 친구를 만나서 정말 즐거웠어요.";

    private readonly float[] _utterance = Tone.Of(3 * AudioFormat.SampleRateHz, AudioFormat.SampleRateHz);
    private readonly EmotionFusion _fusion = new(new FusionOptions());
    private readonly HashedNgramEmotionRecognizer _words = HashedNgramEmotionRecognizer.Load(Repository.File("models/word-emotion/word-emotion.safetensors"));
    private VoiceEvidence _voiceEvidence = null!;
    private WordEvidence _wordEvidence = null!;

    [GlobalSetup]
    public void Prepare()
    {
        VoiceEmotion sad = VoiceEmotion.From(EmotionScores.FromWeights([0.1f, 0, 0.1f, 0, 0.2f, 0, 0.6f, 0, 0]));
        _voiceEvidence = VoiceEvidence.From(sad, AcousticFeatureExtractor.Extract(_utterance));
        _wordEvidence = WordEvidence.From(_words, new Transcript(English, "en", 0.9f, 0));
    }

    [Benchmark]
    public AcousticFeatures FeaturesOfThreeSeconds() => AcousticFeatureExtractor.Extract(_utterance);

    [Benchmark]
    public EmotionScores WordEmotionEnglish() => _words.Recognize(English);

    [Benchmark]
    public EmotionScores WordEmotionKorean() => _words.Recognize(Korean);

    [Benchmark]
    public FusedEmotion Fuse() => _fusion.Fuse(_voiceEvidence, _wordEvidence);

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1822", Justification = "BenchmarkDotNet runs instance methods only.")]
    [Benchmark]
    public int SplitAReply()
    {
        SentenceSplitter splitter = new();
        int sentences = 0;
        foreach (string word in (string[])["That ", "sounds ", "hard. ", "Dr. ", "Lee ", "can ", "help, ", "or ", "not? ", "Tell ", "me ", "more."])
            sentences += splitter.Push(word).Count();
        return sentences + (splitter.Finish() is null ? 0 : 1);
    }
}
