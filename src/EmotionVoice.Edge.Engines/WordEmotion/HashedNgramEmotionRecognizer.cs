using System.Buffers;
using System.Globalization;
using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Engines.WordEmotion;

/// <summary>
/// The trained word model (models/word-emotion/MODEL.md): the mean of the rows of hashed words, n-grams and pairs, one
/// linear layer, sigmoid. English and Korean, microseconds a sentence. Safe to call from several threads.
/// </summary>
public sealed class HashedNgramEmotionRecognizer : IWordEmotionRecognizer
{
    private const int Buckets = 65_536;
    private const int Width = 32;
    private const int LongestText = 4_000; // characters; an utterance is far shorter
    private const string Labels = "angry,disgusted,fearful,happy,neutral,sad,surprised";

    private readonly sbyte[] _embedding; // [65536, 32]
    private readonly float[] _scale;     // [65536]
    private readonly float[] _weight;    // [7, 32]
    private readonly float[] _bias;      // [7]

    private HashedNgramEmotionRecognizer(SafetensorsFile file)
    {
        if (file.Metadata("labels") != Labels || file.Metadata("hash") != "fnv1a32" || file.Metadata("bits") != "16")
            throw file.Corrupt($"it has to have the labels {Labels}, hash fnv1a32 and 16 bits");
        _embedding = file.Int8("embedding", Buckets, Width);
        _scale = file.Float16("scale", Buckets);
        _weight = file.Float32("weight", EmotionScores.SevenLabels.Count, Width);
        _bias = file.Float32("bias", EmotionScores.SevenLabels.Count);
        Prior = ParsePrior(file);
    }

    public string Name => "word-emotion";

    public EmotionScores Prior { get; }

    /// <exception cref="InvalidDataException">The file is damaged, or something else.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static HashedNgramEmotionRecognizer Load(string path) => new(SafetensorsFile.Load(path));

    public EmotionScores Recognize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (WordEvidence.CountWords(text) == 0)
            return EmotionScores.None;

        Span<float> probabilities = stackalloc float[EmotionScores.SevenLabels.Count];
        Probabilities(text, probabilities);
        return EmotionScores.FromSeven(probabilities);
    }

    /// <summary>The sigmoids before they become a distribution: several labels can hold at once.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="probabilities">[7] in the order of <see cref="EmotionScores.SevenLabels"/>.</param>
    internal void Probabilities(ReadOnlySpan<char> text, Span<float> probabilities)
    {
        Span<float> mean = stackalloc float[Width];
        mean.Clear();
        RowSum sum = new(_embedding, _scale, mean);
        Walk(text, ref sum);

        for (int label = 0; label < probabilities.Length; label++)
        {
            float logit = 0;
            for (int i = 0; i < Width; i++)
                logit += _weight[label * Width + i] * mean[i];
            probabilities[label] = 1 / (1 + MathF.Exp(-(logit / sum.Count + _bias[label])));
        }
    }

    /// <summary>Hands the hashed features of a text to <paramref name="sink"/>.</summary>
    internal static void Walk<TSink>(ReadOnlySpan<char> text, ref TSink sink)
        where TSink : struct, IBucketSink, allows ref struct
    {
        if (text.Length > LongestText)
            text = text[..LongestText];
        char[] words = ArrayPool<char>.Shared.Rent(Math.Max(1, WordNormalizer.RoomFor(text.Length)));
        int length = WordNormalizer.Normalize(text, words);
        WordFeatures.Walk(words.AsSpan(0, length), ref sink);
        ArrayPool<char>.Shared.Return(words, clearArray: true); // what people say does not stay in pools
    }

    private static EmotionScores ParsePrior(SafetensorsFile file)
    {
        string[] parts = file.Metadata("prior").Split(',');
        float[] prior = new float[EmotionScores.SevenLabels.Count];
        if (parts.Length != prior.Length)
            throw file.Corrupt($"its prior has {parts.Length} numbers instead of {prior.Length}");
        for (int i = 0; i < prior.Length; i++)
            if (!float.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out prior[i]) || !(prior[i] > 0))
                throw file.Corrupt($"its prior '{parts[i]}' is no positive number");
        return EmotionScores.FromSeven(prior);
    }

    /// <summary>Adds up embedding rows.</summary>
    private ref struct RowSum(sbyte[] embedding, float[] scale, Span<float> sum) : IBucketSink
    {
        private readonly Span<float> _sum = sum; // [32]

        public int Count { get; private set; }

        public void Add(int bucket)
        {
            float factor = scale[bucket];
            ReadOnlySpan<sbyte> row = embedding.AsSpan(bucket * Width, Width);
            for (int i = 0; i < row.Length; i++)
                _sum[i] += row[i] * factor;
            Count++;
        }
    }
}
