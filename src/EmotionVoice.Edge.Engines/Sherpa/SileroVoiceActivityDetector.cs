using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.VoiceActivity;
using SherpaOnnx;

namespace EmotionVoice.Edge.Engines.Sherpa;

/// <summary>
/// Silero through sherpa-onnx. sherpa's C# surface tells speech or not speech only, so the probability is 1 or 0, after
/// its own hysteresis (on above the threshold, off 0.15 below). Set up so that the answer belongs to the frame just
/// given: it comes on with the second frame of speech and goes off with the first frame without.
/// Used only by the listening loop.
/// </summary>
public sealed class SileroVoiceActivityDetector : IVoiceActivityDetector
{
    /// <summary>
    /// Samples of the preceding frame that Silero v5 sees before each frame. sherpa waits for them at the end of the
    /// frame instead; as many zeros once at the start put window and frame in step, which saves 28 ms.
    /// </summary>
    private const int ContextSamples = 64;

    /// <summary>Zero would mean "default" to the C API; this is less than a sample.</summary>
    private const float NoDuration = 1e-5f;

    private const int QuietFramesBeforeRefresh = 60;

    /// <summary>After a day without a pause it is refreshed all the same, well before the overflow.</summary>
    private const int LatestRefreshFactor = 24;

    private readonly VoiceActivityDetector _detector;
    private readonly float[] _frame = new float[AudioFormat.FrameSamples];
    private readonly float[] _context = new float[ContextSamples];
    private readonly long _refreshSamples;

    private long _samples;
    private int _quietFrames;

    /// <exception cref="FileNotFoundException">The model is missing.</exception>
    /// <exception cref="InvalidDataException">The model is damaged.</exception>
    public SileroVoiceActivityDetector(SileroOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ModelFiles.RequireOnnx(options.Model, "The voice activity model");
        _refreshSamples = AudioFormat.Samples(options.RefreshAfter);

        VadModelConfig config = new();
        config.SileroVad.Model = options.Model;
        config.SileroVad.Threshold = (float)options.Threshold;
        config.SileroVad.MinSpeechDuration = NoDuration;
        config.SileroVad.MinSilenceDuration = NoDuration;
        config.SileroVad.WindowSize = AudioFormat.FrameSamples;
        config.SampleRate = AudioFormat.SampleRateHz;
        config.Provider = OnnxProvider.Name;
        _detector = new VoiceActivityDetector(config, bufferSizeInSeconds: 1);
        Reset();
    }

    public float SpeechProbability(in AudioFrame frame)
    {
        ReadOnlySpan<float> samples = frame.Samples.Span;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples.Length, _frame.Length);
        samples.CopyTo(_frame);
        _frame.AsSpan(samples.Length).Clear(); // the last frame of a recording may be short

        _detector.AcceptWaveform(_frame);
        bool speech = _detector.IsSpeechDetected();

        // The open segment is closed and dropped at every frame: sherpa would copy all of it each time, and keep it.
        _detector.Flush();
        _detector.Clear();

        Refresh(speech);
        return speech ? 1 : 0;
    }

    public void Reset()
    {
        _samples = 0;
        _quietFrames = 0;
        _detector.Reset();
        _detector.AcceptWaveform(_context);
    }

    public void Dispose() => _detector.Dispose();

    private void Refresh(bool speech)
    {
        _samples += AudioFormat.FrameSamples;
        _quietFrames = speech ? 0 : _quietFrames + 1;
        bool pause = _quietFrames >= QuietFramesBeforeRefresh;
        if ((pause && _samples >= _refreshSamples) || _samples >= _refreshSamples * LatestRefreshFactor)
            Reset();
    }
}
