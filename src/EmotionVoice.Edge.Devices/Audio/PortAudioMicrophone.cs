using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PortAudioSharp;
using PaStream = PortAudioSharp.Stream;

namespace EmotionVoice.Edge.Devices.Audio;

/// <summary>
/// A sound card's or sound server's input, taken at its own rate, mixed to mono and resampled once. When the listener
/// is more than four seconds behind, the oldest sound is dropped and counted; <see cref="AudioFrame.Start"/> stays
/// continuous all the same.
/// </summary>
public sealed class PortAudioMicrophone : IMicrophone
{
    // Sound that waits for a listener which is busy or was stopped for a while.
    private const int RingSeconds = 4;

    // A device that delivers nothing for so long has gone, whatever its driver says.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    // How long it listens at least between two searches for another device: each costs some tenths of a second of sound.
    private static readonly TimeSpan SearchInterval = TimeSpan.FromSeconds(10);

    private readonly string? _device;
    private readonly int _channels;
    private readonly Func<bool> _isQuiet;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private string? _name;
    private long _lostSamples; // at 16 kHz

    /// <param name="device">Its index, a part of its name, or "default" or null for the system's default.</param>
    /// <param name="channels">Channels to record and mix, at least 1; a device that can't do so few gives all it has.</param>
    /// <param name="isQuiet">Whether nobody is speaking, so that it may pause for a moment; null: it never may. Any thread.</param>
    /// <param name="time">Decides when a silent device counts as lost.</param>
    /// <param name="logger">Null for none.</param>
    public PortAudioMicrophone(string? device = null, int channels = 1, Func<bool>? isQuiet = null, TimeProvider? time = null, ILogger<PortAudioMicrophone>? logger = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        _device = device;
        _channels = channels;
        _isQuiet = isQuiet ?? (() => false);
        _time = time ?? TimeProvider.System;
        _logger = logger ?? NullLogger<PortAudioMicrophone>.Instance;
    }

    /// <inheritdoc/>
    public string Name => _name ?? _device ?? "default";

    /// <inheritdoc/>
    public bool IsLive => true;

    /// <inheritdoc/>
    public long DroppedFrames => (Volatile.Read(ref _lostSamples) + AudioFormat.FrameSamples - 1) / AudioFormat.FrameSamples;

    /// <inheritdoc/>
    public async IAsyncEnumerable<AudioFrame> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        WakeUp wakeUp = new();
        CaptureRing? ring = null;
        long pausedAt = _time.GetTimestamp();
        await using DeviceStream stream = await DeviceStream.OpenAsync(
            new DeviceRequest(_device, ForInput: true, _channels, MayPause),
            (rate, channels) =>
            {
                ring = new CaptureRing(RingSeconds * rate);
                return Callback(ring, wakeUp, channels);
            },
            _time, _logger, cancellationToken);
        _name = stream.Device.Name;
        _logger.MicrophoneOpened(_name, stream.SampleRateHz, stream.Channels);

        using CancellationTokenRegistration cancelled = cancellationToken.UnsafeRegister(state => ((WakeUp)state!).Signal(), wakeUp);
        await using ITimer check = _time.CreateTimer(state => ((WakeUp)state!).Signal(), wakeUp, CheckInterval, CheckInterval);
        FrameReader reader = new(ring!, stream.SampleRateHz);
        long written = 0;
        long writtenAt = _time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.TryRead(out AudioFrame frame))
            {
                NoteLoss(reader.TakeLostSamples());
                yield return frame;
                continue;
            }

            if (ring!.Written != written)
            {
                written = ring.Written;
                writtenAt = _time.GetTimestamp();
            }
            else if (!stream.IsActive || _time.GetElapsedTime(writtenAt) > Patience)
            {
                throw new AudioDeviceException($"The microphone \"{Name}\" has stopped delivering sound: it was unplugged, or its sound server ended. Connect it again.");
            }

            await wakeUp.WaitAsync();
        }

        bool MayPause()
        {
            if (_time.GetElapsedTime(Volatile.Read(ref pausedAt)) < SearchInterval || !_isQuiet())
                return false;
            Volatile.Write(ref pausedAt, _time.GetTimestamp());
            return true;
        }
    }

    private static PaStream.Callback Callback(CaptureRing ring, WakeUp wakeUp, int channels)
    {
        float[] buffer = new float[8192 / channels * channels];
        return (IntPtr input, IntPtr _, uint frames, ref StreamCallbackTimeInfo _, StreamCallbackFlags _, IntPtr _) =>
        {
            // Nothing here may throw: it would end the process.
            for (int left = (int)frames * channels; left > 0 && input != 0;)
            {
                int count = Math.Min(left, buffer.Length);
                Marshal.Copy(input, buffer, 0, count);
                ring.Write(buffer.AsSpan(0, count), channels);
                input += count * sizeof(float);
                left -= count;
            }

            wakeUp.Signal();
            return StreamCallbackResult.Continue;
        };
    }

    private void NoteLoss(long samples)
    {
        if (samples == 0)
            return;
        Interlocked.Add(ref _lostSamples, samples);
        _logger.SoundLost(Name, (long)AudioFormat.Duration(samples).TotalMilliseconds);
    }
}
