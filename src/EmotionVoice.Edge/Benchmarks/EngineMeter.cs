using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Benchmarks;

/// <summary>How long an engine worked, and for how much sound. Safe for threads.</summary>
internal sealed class EngineMeter(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private TimeSpan _busy;
    private TimeSpan _sound;

    /// <summary>Working time a second of sound; null before the first call.</summary>
    public double? RealTimeFactor
    {
        get
        {
            lock (_lock)
                return _sound > TimeSpan.Zero ? Math.Round(_busy / _sound, 4) : null;
        }
    }

    public long Start() => clock.GetTimestamp();

    public void Add(long start, TimeSpan sound)
    {
        TimeSpan busy = clock.GetElapsedTime(start);
        lock (_lock)
        {
            _busy += busy;
            _sound += sound;
        }
    }

    public void Add(long start, long samples) => Add(start, AudioFormat.Duration(samples));

    /// <summary>Forgets the warm-up.</summary>
    public void Clear()
    {
        lock (_lock)
            _busy = _sound = TimeSpan.Zero;
    }
}

/// <summary>The meters of all engines.</summary>
internal sealed class EngineMeters(TimeProvider clock)
{
    public EngineMeter VoiceActivity { get; } = new(clock);

    public EngineMeter Transcription { get; } = new(clock);

    public EngineMeter VoiceEmotion { get; } = new(clock);

    public EngineMeter Synthesis { get; } = new(clock);

    public TokenMeter Reply { get; } = new(clock);

    public void Clear()
    {
        foreach (EngineMeter meter in new[] { VoiceActivity, Transcription, VoiceEmotion, Synthesis })
            meter.Clear();
    }
}

/// <summary>How fast the reply model writes, from its first token on. Safe for threads.</summary>
internal sealed class TokenMeter(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private TimeSpan _writing;
    private long _tokens;

    /// <summary>Null when no reply was longer than a token or the engine doesn't count.</summary>
    public double? TokensPerSecond
    {
        get
        {
            lock (_lock)
                return _tokens > 0 && _writing > TimeSpan.Zero ? Math.Round(_tokens / _writing.TotalSeconds, 1) : null;
        }
    }

    public long Now() => clock.GetTimestamp();

    public void Add(long firstToken, long tokens)
    {
        TimeSpan writing = clock.GetElapsedTime(firstToken);
        lock (_lock)
        {
            _writing += writing;
            _tokens += tokens - 1;
        }
    }
}
