using System.Text.Json;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Engines.WordEmotion;

namespace EmotionVoice.Edge.Engines.Tests.WordEmotion;

public sealed class HashedNgramEmotionRecognizerTests
{
    private static readonly HashedNgramEmotionRecognizer s_recognizer = HashedNgramEmotionRecognizer.Load(WordModel.File);

    public static TheoryData<string, int, int[], float[]> Vectors()
    {
        TheoryData<string, int, int[], float[]> data = [];
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(WordModel.Folder, "vectors.json")));
        foreach (JsonElement vector in json.RootElement.EnumerateArray())
        {
            data.Add(
                vector.GetProperty("text").GetString()!,
                vector.GetProperty("features").GetInt32(),
                [.. vector.GetProperty("first_hashes").EnumerateArray().Select(x => x.GetInt32())],
                [.. vector.GetProperty("probabilities").EnumerateArray().Select(x => x.GetSingle())]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void TheModelsOwnVectorsAreReproduced(string text, int features, int[] firstHashes, float[] probabilities)
    {
        ListSink sink = new([]);
        HashedNgramEmotionRecognizer.Walk(text, ref sink);
        Assert.Equal(features, sink.Buckets.Count);
        Assert.Equal(firstHashes, sink.Buckets.Take(firstHashes.Length));

        float[] actual = new float[7];
        s_recognizer.Probabilities(text, actual);
        for (int i = 0; i < actual.Length; i++)
            Assert.Equal(probabilities[i], actual[i], 0.002);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("...?!")]
    [InlineData("🙂")]
    public void ATextWithoutWordsSaysNothing(string text) => Assert.Same(EmotionScores.None, s_recognizer.Recognize(text));

    [Theory]
    [InlineData("thank you so much for your help", EmotionLabel.Happy)]
    [InlineData("I'm scared, somebody is following me", EmotionLabel.Fearful)]
    [InlineData("오늘 시험에 떨어졌어 너무 슬퍼", EmotionLabel.Sad)]
    [InlineData("지금 몇 시예요?", EmotionLabel.Neutral)]
    public void FeelingsInWordsAreRecognised(string text, EmotionLabel label)
    {
        EmotionScores scores = s_recognizer.Recognize(text);
        Assert.Equal(label, scores.Top);
        Assert.Equal(1, scores.Values.ToArray().Sum(), 1e-5);
    }

    [Fact]
    public void ThePriorIsThatOfTheTraining()
    {
        Assert.Equal(EmotionLabel.Neutral, s_recognizer.Prior.Top);
        Assert.Equal(0.496 / 0.024, s_recognizer.Prior[EmotionLabel.Neutral] / s_recognizer.Prior[EmotionLabel.Surprised], 0.01);
    }

    [Fact]
    public void AnEndlessTextIsCut() => Assert.False(s_recognizer.Recognize(string.Concat(Enumerable.Repeat("great! ", 100_000))).IsNone);

    private readonly struct ListSink(List<int> buckets) : IBucketSink
    {
        public List<int> Buckets { get; } = buckets;

        public void Add(int bucket) => Buckets.Add(bucket);
    }
}
