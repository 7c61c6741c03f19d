using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Playback;

namespace EmotionVoice.Edge.Devices.Simulated;

/// <summary>
/// A quiet room with the device and a person in it, by the clock, on one count of samples (16 kHz): what the loudspeaker
/// plays is recorded and comes back to the microphone as an echo, and the person speaks at set positions. Time begins
/// when the device begins to listen. A thread of its own moves it on, as a sound card would.
/// </summary>
public sealed class SimulatedRoom : IAsyncDisposable
{
    private const float NoiseAmplitude = 0.001f; // uniform: -65 dBFS
    private const int WaitingFrames = 64;
    private static readonly TimeSpan s_block = TimeSpan.FromMilliseconds(10);

    private readonly EchoPath? _echo;
    private readonly PlayedSound.Device? _played;
    private readonly TimeProvider _time;
    private readonly PlayoutQueue _queue = new(AudioFormat.SampleRateHz, TimeSpan.FromSeconds(30));
    private readonly Channel<AudioFrame> _frames = Channel.CreateBounded<AudioFrame>(new BoundedChannelOptions(WaitingFrames) { SingleReader = true, SingleWriter = true });
    private readonly Lock _lock = new();
    private readonly List<(long At, ReadOnlyMemory<float> Sound)> _said = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly float[] _playing = new float[RecordedSound.BlockSamples];
    private readonly float[] _hearing = new float[RecordedSound.BlockSamples];
    private float[] _frame = new float[AudioFormat.FrameSamples];
    private int _filled;
    private long _frameStart;
    private long _now;
    private long _dropped;
    private uint _noise = 1;
    private Thread? _thread;

    /// <param name="echo">What the microphone hears of the loudspeaker; null: nothing.</param>
    /// <param name="played">Is given what the loudspeaker plays; null: nobody wants it.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public SimulatedRoom(EchoPath? echo = null, PlayedSound? played = null, TimeProvider? time = null)
    {
        _echo = echo;
        _played = played?.Begin(AudioFormat.SampleRateHz);
        _time = time ?? TimeProvider.System;
        Speaker = new RoomSpeaker(_queue);
        Microphone = new RoomMicrophone(this);
    }

    public IMicrophone Microphone { get; }

    public ISpeaker Speaker { get; }

    /// <summary>What the loudspeaker played.</summary>
    public RecordedSound Played { get; } = new();

    /// <summary>What the microphone heard.</summary>
    public RecordedSound Heard { get; } = new();

    /// <summary>Position of the next sample.</summary>
    public long Now => Volatile.Read(ref _now);

    /// <summary>How late the room's thread was at most: by so much a time can be measured too short.</summary>
    public TimeSpan Lateness { get; private set; }

    /// <summary>The person speaks.</summary>
    /// <param name="sound">[n] at 16 kHz.</param>
    /// <param name="at">Position of its first sample; what is past isn't heard any more.</param>
    public void Say(ReadOnlyMemory<float> sound, long at)
    {
        lock (_lock)
            _said.Add((at, sound));
    }

    /// <summary>Time stands still, and who waits for the loudspeaker is told.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _thread?.Join();
        _queue.Fail(new AudioDeviceException("The room has been closed."));
        _frames.Writer.TryComplete();
        _stop.Dispose();
    }

    /// <summary>The next 10 ms.</summary>
    internal void Step()
    {
        _queue.Read(_playing);
        _played?.Add(_playing);
        Played.Add(_playing);
        if (_echo is null)
            Array.Clear(_hearing);
        else
            _echo.Process(_playing, _hearing);
        AddNoise();
        AddPerson();
        Heard.Add(_hearing);
        Deliver();
        Volatile.Write(ref _now, _now + _hearing.Length);
    }

    private void Begin()
    {
        if (_thread is not null)
            throw new InvalidOperationException("Somebody listens in this room already.");
        _thread = new Thread(Run) { IsBackground = true, Name = "room" };
        _thread.UnsafeStart();
    }

    private void Run()
    {
        WaitHandle stopped = _stop.Token.WaitHandle;
        long start = _time.GetTimestamp();
        for (long blocks = 1; ; blocks++)
        {
            TimeSpan early = (blocks * s_block) - _time.GetElapsedTime(start);
            if (stopped.WaitOne(early > TimeSpan.Zero ? early : TimeSpan.Zero))
                return;
            TimeSpan late = _time.GetElapsedTime(start) - (blocks * s_block);
            Lateness = late > Lateness ? late : Lateness;
            Step();
        }
    }

    private void AddNoise()
    {
        foreach (ref float sample in _hearing.AsSpan())
        {
            _noise = (_noise * 1_664_525) + 1_013_904_223;
            sample += NoiseAmplitude * (((_noise >> 8) / 8_388_608f) - 1);
        }
    }

    private void AddPerson()
    {
        lock (_lock)
        {
            foreach ((long at, ReadOnlyMemory<float> sound) in _said)
            {
                long from = Math.Max(at, _now), to = Math.Min(at + sound.Length, _now + _hearing.Length);
                if (from >= to)
                    continue;
                Span<float> here = _hearing.AsSpan((int)(from - _now), (int)(to - from));
                TensorPrimitives.Add(here, sound.Span.Slice((int)(from - at), here.Length), here);
            }

            _said.RemoveAll(said => said.At + said.Sound.Length <= _now + _hearing.Length);
        }
    }

    private void Deliver()
    {
        for (ReadOnlySpan<float> rest = _hearing; !rest.IsEmpty;)
        {
            int count = Math.Min(rest.Length, _frame.Length - _filled);
            rest[..count].CopyTo(_frame.AsSpan(_filled));
            rest = rest[count..];
            _filled += count;
            if (_filled < _frame.Length)
                continue;
            if (!_frames.Writer.TryWrite(new AudioFrame(_frame, _frameStart)))
                Interlocked.Increment(ref _dropped);
            _frameStart += _frame.Length;
            _frame = new float[_frame.Length]; // the old one belongs to the frame
            _filled = 0;
        }
    }

    private sealed class RoomMicrophone(SimulatedRoom room) : IMicrophone
    {
        public string Name => "the room's microphone";

        public bool IsLive => true;

        public long DroppedFrames => Interlocked.Read(ref room._dropped);

        public async IAsyncEnumerable<AudioFrame> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            room.Begin();
            await foreach (AudioFrame frame in room._frames.Reader.ReadAllAsync(cancellationToken))
                yield return frame;
        }
    }
}
