using System.Numerics.Tensors;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Wake;

namespace EmotionVoice.Edge.Engines.Wake;

/// <summary>
/// openWakeWord (github.com/dscripka/openWakeWord) as a stream: every 80 ms of sound gives 8 mel frames, these one more
/// embedding, and the newest 16 embeddings (about 2 s) one score. Nothing is computed twice.
/// Used only by the listening loop.
/// </summary>
public sealed class OpenWakeWordDetector : IWakeWordDetector
{
    private const int StepSamples = 1_280;
    private const int ContextSamples = 480; // 3 mel hops: with them 80 ms give 8 whole windows of 32 ms
    private const int Bands = 32;
    private const int StepMels = 8;
    private const int WindowMels = 76;
    private const int EmbeddingLength = 96;
    private const int WindowEmbeddings = 16;

    /// <summary>The models take numbers in the range of 16-bit samples.</summary>
    private const float SampleScale = 32_768;

    /// <summary>How long before the word's end its score passes the threshold: the median of 22 recordings of "alexa".</summary>
    private static readonly long s_leadSamples = AudioFormat.Samples(TimeSpan.FromMilliseconds(160));

    private readonly WakeScore _scores;
    private readonly OnnxStage _melspectrogram; // [1, 1760] → [8, 32]
    private readonly OnnxStage _embedding; // [1, 76, 32, 1] → [96]
    private readonly OnnxStage _word; // [1, 16, 96] → [1]
    private readonly float[] _mels = new float[StepMels * Bands];
    private readonly float[] _score = new float[1];

    // What the models would hold after a while of a quiet room.
    private readonly float[] _quietSound = new float[ContextSamples];
    private readonly float[] _quietMels;
    private readonly float[] _quietEmbeddings;

    private int _newSamples;

    /// <exception cref="InvalidDataException">A model is missing, damaged or another one.</exception>
    public OpenWakeWordDetector(OpenWakeWordOptions files, WakeOptions options)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        Word = options.Word;
        _scores = new WakeScore(options);
        List<OnnxStage> loaded = [];
        try
        {
            OnnxStage Load(string path, string role, long[] shape, int outputs)
            {
                OnnxStage stage = OnnxStage.Load(path, role, shape, outputs);
                loaded.Add(stage);
                return stage;
            }

            _melspectrogram = Load(files.Melspectrogram, "The spectrogram model of the wake word", [1, ContextSamples + StepSamples], StepMels * Bands);
            _embedding = Load(files.Embedding, "The embedding model of the wake word", [1, WindowMels, Bands, 1], EmbeddingLength);
            _word = Load(files.Word, $"The model of the wake word {options.Word}", [1, WindowEmbeddings, EmbeddingLength], 1);
            HearQuietRoom();
        }
        catch
        {
            loaded.ForEach(stage => stage.Dispose());
            throw;
        }

        _quietMels = [.. _embedding.Input];
        _quietEmbeddings = [.. _word.Input];
        _melspectrogram.Input.AsSpan(0, ContextSamples).CopyTo(_quietSound);
    }

    public string Word { get; }

    /// <summary>The newest score, and how many there have been; for measurements.</summary>
    public float LastScore => _score[0];

    /// <inheritdoc cref="LastScore"/>
    public long Steps { get; private set; }

    public WakeHit? Hear(in AudioFrame frame)
    {
        WakeHit? hit = null;
        ReadOnlySpan<float> rest = frame.Samples.Span;
        while (!rest.IsEmpty)
        {
            int taken = Math.Min(rest.Length, StepSamples - _newSamples);
            TensorPrimitives.Multiply(rest[..taken], SampleScale, _melspectrogram.Input.AsSpan(ContextSamples + _newSamples, taken));
            rest = rest[taken..];
            _newSamples += taken;
            if (_newSamples < StepSamples)
                break;
            Step();
            if (_scores.Push(_score[0], frame.End - rest.Length) is { } heard)
                hit = new WakeHit(heard.Score, heard.FirstAt + s_leadSamples);
        }

        return hit;
    }

    public void Reset()
    {
        _quietSound.CopyTo(_melspectrogram.Input, 0);
        _quietMels.CopyTo(_embedding.Input, 0);
        _quietEmbeddings.CopyTo(_word.Input, 0);
        _newSamples = 0;
        _scores.Reset();
    }

    public void Dispose()
    {
        _melspectrogram.Dispose();
        _embedding.Dispose();
        _word.Dispose();
    }

    // Each buffer holds the newest at its end; moving it (10 kB at most) costs microseconds.
    private void Step()
    {
        _newSamples = 0;
        _melspectrogram.Run(_mels);
        Span<float> sound = _melspectrogram.Input;
        sound[StepSamples..].CopyTo(sound);

        // The embedding was trained on values in this scale.
        TensorPrimitives.Multiply(_mels, 0.1f, _mels);
        TensorPrimitives.Add(_mels, 2f, _mels);
        Span<float> mels = _embedding.Input;
        mels[_mels.Length..].CopyTo(mels);
        _mels.CopyTo(mels[^_mels.Length..]);

        Span<float> embeddings = _word.Input;
        embeddings[EmbeddingLength..].CopyTo(embeddings);
        _embedding.Run(embeddings[^EmbeddingLength..]);
        _word.Run(_score);
        Steps++;
    }

    // From zeros the first seconds would give scores that no sound ever gives.
    private void HearQuietRoom()
    {
        Random random = new(1);
        for (int step = 0; step < WindowEmbeddings + (WindowMels / StepMels) + 1; step++)
        {
            foreach (ref float sample in _melspectrogram.Input.AsSpan(ContextSamples))
                sample = (float)((random.NextDouble() * 2) - 1) * QuietAmplitude;
            Step();
        }

        Steps = 0;
    }

    /// <summary>White noise at about -40 dBFS: the level of a quiet room through a common microphone.</summary>
    private const float QuietAmplitude = 500;
}
