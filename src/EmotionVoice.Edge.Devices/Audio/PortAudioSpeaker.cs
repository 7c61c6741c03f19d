using System.Runtime.InteropServices;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Playback;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PortAudioSharp;
using PaStream = PortAudioSharp.Stream;

namespace EmotionVoice.Edge.Devices.Audio;

/// <summary>
/// A sound card's or sound server's output at its own rate, playing one queue. After the device was lost,
/// <see cref="OpenAsync"/> may be called again; counts begin anew.
/// </summary>
public sealed class PortAudioSpeaker : IDeviceSpeaker
{
    private const int MostChannels = 2;

    // Longer than any sentence: synthesis runs ahead and waits here.
    private static readonly TimeSpan QueueDuration = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly string? _device;
    private readonly PlayedSound? _played;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private Playing? _playing;

    /// <param name="device">Its index, a part of its name, or "default" or null for the system's default.</param>
    /// <param name="sampleRateHz">Rate of the samples handed in; converted to the device's rate here.</param>
    /// <param name="time">Decides when a silent device counts as lost.</param>
    /// <param name="logger">Null for none.</param>
    /// <param name="played">Is given all that the device is given; null: nobody wants it.</param>
    public PortAudioSpeaker(string? device = null, int sampleRateHz = 48_000, TimeProvider? time = null, ILogger<PortAudioSpeaker>? logger = null, PlayedSound? played = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRateHz, 4_000);
        _device = device;
        _played = played;
        SampleRateHz = sampleRateHz;
        _time = time ?? TimeProvider.System;
        _logger = logger ?? NullLogger<PortAudioSpeaker>.Instance;
    }

    /// <inheritdoc/>
    public string Name => _playing?.Stream.Device.Name ?? _device ?? "default";

    /// <inheritdoc/>
    public int SampleRateHz { get; }

    /// <inheritdoc/>
    public long EnqueuedSamples => _playing?.Producer.EnqueuedSamples ?? 0;

    /// <inheritdoc/>
    public long HeardSamples => _playing is { } playing ? playing.Producer.FromDevice(playing.Clock.HeardAt(playing.Stream.Time)) : 0;

    /// <inheritdoc/>
    public Task<AudioDeviceException> Lost => Opened.Lost.Task;

    /// <summary>How often a reply was interrupted because no samples were there in time.</summary>
    public int Underruns => _playing?.Queue.Underruns ?? 0;

    /// <inheritdoc/>
    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        await DisposeAsync();
        PlayoutQueue? queue = null;
        PlayoutClock? clock = null;
        DeviceStream stream = await DeviceStream.OpenAsync(
            new DeviceRequest(_device, ForInput: false, MostChannels, () => _playing is { IsIdle: true }),
            (rate, channels) =>
            {
                queue = new PlayoutQueue(rate, QueueDuration);
                clock = new PlayoutClock(rate);
                return Callback(queue, clock, channels, _played?.Begin(rate));
            },
            _time, _logger, cancellationToken);
        _playing = new Playing(stream, queue!, clock!, new PlayoutProducer(queue!, SampleRateHz), _time, CheckIsThere);
        _logger.SpeakerOpened(stream.Device.Name, stream.SampleRateHz, stream.Channels, (int)(1000 * stream.Device.OutputLatency));
    }

    /// <inheritdoc/>
    public ValueTask EnqueueAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken) =>
        Opened.Producer.EnqueueAsync(samples, cancellationToken);

    /// <inheritdoc/>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        Playing playing = Opened;
        await playing.Producer.CompleteAsync(cancellationToken);
        await playing.Queue.DrainedAsync(cancellationToken);

        // All is with the device now. What is still on its way there is at most its latency.
        long end = playing.Queue.TakenSamples;
        for (int check = 0; check < 100; check++)
        {
            long missing = end - playing.Clock.HeardAt(playing.Stream.Time);
            if (missing <= 0)
                return;
            if (playing.Lost.Task.IsCompleted)
                throw await playing.Lost.Task;
            await Task.Delay(TimeSpan.FromSeconds((missing + 1.0) / playing.Queue.SampleRateHz), _time, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Silence(TimeSpan fade) => _playing?.Producer.Silence(fade);

    /// <inheritdoc/>
    public void Hold(TimeSpan fade) => _playing?.Queue.Hold(fade);

    /// <inheritdoc/>
    public void Release() => _playing?.Queue.Release();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _playing, null) is { } playing)
            await playing.DisposeAsync();
    }

    private Playing Opened => _playing ?? throw new AudioDeviceException("The loudspeaker has not been opened.");

    private static PaStream.Callback Callback(PlayoutQueue queue, PlayoutClock clock, int channels, PlayedSound.Device? played)
    {
        const int most = 2048;
        float[] mono = new float[most];
        float[] interleaved = new float[most * channels];
        return (IntPtr _, IntPtr output, uint frames, ref StreamCallbackTimeInfo time, StreamCallbackFlags _, IntPtr _) =>
        {
            // Nothing here may throw: it would end the process.
            double audibleAt = time.outputBufferDacTime;
            for (int left = (int)frames; left > 0;)
            {
                int count = Math.Min(left, most);
                int taken = queue.Read(mono.AsSpan(0, count), out long position);
                played?.Add(mono.AsSpan(0, count));
                clock.Note(audibleAt, position, taken);
                for (int i = 0; i < count * channels; i++)
                    interleaved[i] = mono[i / channels];
                Marshal.Copy(interleaved, 0, output, count * channels);

                audibleAt += (double)count / queue.SampleRateHz;
                output += count * channels * sizeof(float);
                left -= count;
            }

            return StreamCallbackResult.Continue;
        };
    }

    private void CheckIsThere(Playing playing)
    {
        if (playing.IsThere(Patience))
            return;
        AudioDeviceException loss = new($"The loudspeaker \"{playing.Stream.Device.Name}\" no longer takes sound: it was unplugged, or its sound server ended. Connect it again.");
        playing.Queue.Fail(loss);
        playing.Lost.TrySetResult(loss);
    }

    /// <summary>All that lives as long as the device is open.</summary>
    private sealed class Playing : IAsyncDisposable
    {
        private readonly TimeProvider _time;
        private readonly ITimer _check;
        private long _calls;
        private long _calledAt;
        private bool _lost;

        internal Playing(DeviceStream stream, PlayoutQueue queue, PlayoutClock clock, PlayoutProducer producer, TimeProvider time, Action<Playing> check)
        {
            Stream = stream;
            Queue = queue;
            Clock = clock;
            Producer = producer;
            _time = time;
            _calledAt = time.GetTimestamp();
            _check = time.CreateTimer(_ => check(this), null, CheckInterval, CheckInterval);
        }

        internal DeviceStream Stream { get; }

        internal PlayoutQueue Queue { get; }

        internal PlayoutClock Clock { get; }

        internal PlayoutProducer Producer { get; }

        internal TaskCompletionSource<AudioDeviceException> Lost { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Whether nothing is being played, nor about to be.</summary>
        internal bool IsIdle => !Queue.IsReplyOpen && Queue.TakenSamples + Queue.QueuedSamples <= Clock.HeardAt(Stream.Time);

        /// <summary>Whether the device still calls. False only once.</summary>
        internal bool IsThere(TimeSpan patience)
        {
            if (_lost)
                return true;
            long calls = Clock.Noted;
            if (calls != _calls)
            {
                _calls = calls;
                _calledAt = _time.GetTimestamp();
            }

            _lost = !Stream.IsActive || _time.GetElapsedTime(_calledAt) > patience;
            return !_lost;
        }

        public async ValueTask DisposeAsync()
        {
            // Those who wait are told first: the device may not answer.
            Queue.Fail(new AudioDeviceException("The loudspeaker has been closed."));
            await _check.DisposeAsync();
            await Stream.DisposeAsync();
        }
    }
}
