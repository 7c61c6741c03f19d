using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;

namespace EmotionVoice.Edge.Devices.Simulated;

/// <summary>
/// Plays WAV files as if they were spoken: one after the other with pauses, silence at the end. Waits for its
/// listener, so nothing is ever lost. Each <see cref="ListenAsync"/> begins at the first file.
/// </summary>
public sealed class WavMicrophone : IMicrophone
{
    // A listener that was busy for longer than this isn't flooded with what it missed.
    private static readonly TimeSpan LongestBurst = TimeSpan.FromMilliseconds(100);

    private readonly IEnumerable<string> _files;
    private readonly WavMicrophoneOptions _options;
    private readonly TimeProvider _time;

    /// <param name="files">Paths; enumerated as they are needed, so an endless sequence goes on for ever.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="time">The clock of <see cref="Pace.RealTime"/>.</param>
    public WavMicrophone(IEnumerable<string> files, WavMicrophoneOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        _files = files;
        _options = options ?? new WavMicrophoneOptions();
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public string Name { get; private set; } = "WAV file";

    /// <inheritdoc/>
    public bool IsLive => false;

    /// <inheritdoc/>
    public bool InRealTime => _options.Pace == Pace.RealTime;

    /// <inheritdoc/>
    public long DroppedFrames => 0;

    /// <inheritdoc/>
    public async IAsyncEnumerable<AudioFrame> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long due = _time.GetTimestamp();
        long frameTicks = (long)(AudioFormat.FrameDuration.TotalSeconds * _time.TimestampFrequency);
        foreach (AudioFrame frame in Frames())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_options.Pace == Pace.RealTime)
            {
                due += frameTicks;
                TimeSpan early = _time.GetElapsedTime(_time.GetTimestamp(), due);
                if (early > TimeSpan.Zero)
                    await Task.Delay(early, _time, cancellationToken);
                else if (early < -LongestBurst)
                    due = _time.GetTimestamp();
            }

            yield return frame;
        }
    }

    private IEnumerable<AudioFrame> Frames()
    {
        float[] frame = new float[AudioFormat.FrameSamples];
        int filled = 0;
        long start = 0;
        foreach (ReadOnlyMemory<float> part in Parts())
        {
            for (int at = 0; at < part.Length;)
            {
                int count = Math.Min(frame.Length - filled, part.Length - at);
                part.Slice(at, count).CopyTo(frame.AsMemory(filled));
                at += count;
                filled += count;
                if (filled < frame.Length)
                    continue;

                yield return new AudioFrame(frame, start);
                start += frame.Length;
                frame = new float[frame.Length];
                filled = 0;
            }
        }

        if (filled > 0)
            yield return new AudioFrame(frame, start);
    }

    private IEnumerable<ReadOnlyMemory<float>> Parts()
    {
        TimeSpan silence = _options.LeadIn;
        foreach (string file in _files)
        {
            yield return Silence(silence);
            Name = Path.GetFileName(file);
            yield return Read(file);
            silence = _options.Pause;
        }

        yield return Silence(_options.TrailingSilence);
    }

    private static float[] Silence(TimeSpan duration) => new float[AudioFormat.Samples(duration)];

    private float[] Read(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            return WavReader.ReadMono16k(stream, _options.AllowTruncated).Samples;
        }
        catch (Exception exception) when (exception is WavFormatException or IOException or UnauthorizedAccessException)
        {
            throw new AudioDeviceException($"{file} can't be used as a microphone. {exception.Message}", exception);
        }
    }
}
