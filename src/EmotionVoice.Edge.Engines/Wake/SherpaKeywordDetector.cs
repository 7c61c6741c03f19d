using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Engines.Sherpa;
using SherpaOnnx;

namespace EmotionVoice.Edge.Engines.Wake;

/// <summary>A keyword through sherpa-onnx, which decides by itself and tells no score. Used only by the listening loop.</summary>
public sealed class SherpaKeywordDetector : IWakeWordDetector
{
    /// <summary>The decision waits for a blank after the word: about one encoder step of 320 ms.</summary>
    private static readonly long s_latencySamples = AudioFormat.Samples(TimeSpan.FromMilliseconds(320));

    private readonly KeywordSpotter _spotter;
    private readonly float[] _frame = new float[AudioFormat.FrameSamples];
    private readonly long _refractorySamples;
    private OnlineStream _stream;
    private long _silentUntil = long.MinValue;

    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public SherpaKeywordDetector(KeywordSpotterOptions files, WakeOptions options)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        ModelFiles.RequireOnnx(files.Encoder, "The encoder of the keyword model");
        ModelFiles.RequireOnnx(files.Decoder, "The decoder of the keyword model");
        ModelFiles.RequireOnnx(files.Joiner, "The joiner of the keyword model");
        ModelFiles.RequireTokens(files.Tokens, "The token list of the keyword model");
        ModelFiles.Require(files.Keywords, "The list of keywords");
        Word = options.Word;
        _refractorySamples = AudioFormat.Samples(options.Refractory);

        KeywordSpotterConfig config = new();
        config.ModelConfig.Transducer.Encoder = files.Encoder;
        config.ModelConfig.Transducer.Decoder = files.Decoder;
        config.ModelConfig.Transducer.Joiner = files.Joiner;
        config.ModelConfig.Tokens = files.Tokens;
        config.KeywordsFile = files.Keywords;
        config.KeywordsThreshold = (float)files.Threshold;
        _spotter = new KeywordSpotter(config);
        _stream = _spotter.CreateStream();
    }

    public string Word { get; }

    public WakeHit? Hear(in AudioFrame frame)
    {
        ReadOnlySpan<float> samples = frame.Samples.Span;
        samples.CopyTo(_frame);
        _frame.AsSpan(samples.Length).Clear(); // the last frame of a recording may be short
        _stream.AcceptWaveform(AudioFormat.SampleRateHz, _frame);
        bool heard = false;
        while (_spotter.IsReady(_stream))
        {
            _spotter.Decode(_stream);
            if (string.IsNullOrEmpty(_spotter.GetResult(_stream).Keyword))
                continue;
            _spotter.Reset(_stream);
            heard = true;
        }

        if (!heard || frame.End < _silentUntil)
            return null;
        _silentUntil = frame.End + _refractorySamples;
        return new WakeHit(1, frame.End - s_latencySamples);
    }

    public void Reset()
    {
        _stream.Dispose();
        _stream = _spotter.CreateStream();
        _silentUntil = long.MinValue;
    }

    public void Dispose()
    {
        _stream.Dispose();
        _spotter.Dispose();
    }
}
