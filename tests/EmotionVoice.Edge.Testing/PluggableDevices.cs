using System.Runtime.CompilerServices;
using System.Threading.Channels;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Playback;

namespace EmotionVoice.Edge.Testing;

/// <summary>A microphone that a test plugs in and out.</summary>
public sealed class PluggableMicrophone(string name)
{
    private Channel<float[]> _sound = Channel.CreateUnbounded<float[]>();

    public bool IsThere { get; private set; }

    /// <summary>How often somebody tried to open it.</summary>
    public int Attempts { get; private set; }

    public bool IsOpen { get; private set; }

    public void Plug()
    {
        _sound = Channel.CreateUnbounded<float[]>();
        IsThere = true;
    }

    public void Unplug()
    {
        IsThere = false;
        _sound.Writer.Complete(new AudioDeviceException($"{name} was unplugged."));
    }

    /// <summary>Delivers a frame.</summary>
    public void Sound(float level = 0)
    {
        float[] samples = new float[AudioFormat.FrameSamples];
        Array.Fill(samples, level);
        _sound.Writer.TryWrite(samples);
    }

    public IMicrophone Make() => new Microphone(this, name);

    private sealed class Microphone(PluggableMicrophone owner, string name) : IMicrophone
    {
        public string Name => name;

        public bool IsLive => true;

        public long DroppedFrames => 1;

        public async IAsyncEnumerable<AudioFrame> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            owner.Attempts++;
            if (!owner.IsThere)
                throw new AudioDeviceException($"{name} is missing.");
            owner.IsOpen = true;
            try
            {
                long start = 0;
                await foreach (float[] samples in owner._sound.Reader.ReadAllAsync(cancellationToken))
                {
                    yield return new AudioFrame(samples, start);
                    start += samples.Length;
                }
            }
            finally
            {
                owner.IsOpen = false;
            }
        }
    }
}

/// <summary>A speaker that a test plugs in and out. What it is given counts as heard when the test says so.</summary>
public sealed class PluggableSpeaker(string name)
{
    private Speaker? _open;

    public bool IsThere { get; private set; }

    public int Attempts { get; private set; }

    public bool IsOpen => _open is not null;

    /// <summary>Samples that it has played, over all times that it was there.</summary>
    public long Played { get; private set; }

    public void Plug() => IsThere = true;

    public void Unplug()
    {
        IsThere = false;
        _open?.Lose();
    }

    public void HearAll() => _open!.HearAll();

    public IDeviceSpeaker Make() => new Speaker(this, name);

    private sealed class Speaker(PluggableSpeaker owner, string name) : IDeviceSpeaker
    {
        private readonly TaskCompletionSource<AudioDeviceException> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => name;

        public int SampleRateHz => 48_000;

        public long EnqueuedSamples { get; private set; }

        public long HeardSamples { get; private set; }

        public Task<AudioDeviceException> Lost => _lost.Task;

        public ValueTask OpenAsync(CancellationToken cancellationToken)
        {
            owner.Attempts++;
            if (!owner.IsThere)
                throw new AudioDeviceException($"{name} is missing.");
            owner._open = this;
            return ValueTask.CompletedTask;
        }

        public ValueTask EnqueueAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken)
        {
            if (_lost.Task.IsCompletedSuccessfully)
                throw _lost.Task.Result;
            EnqueuedSamples += samples.Length;
            return ValueTask.CompletedTask;
        }

        public Task DrainAsync(CancellationToken cancellationToken) =>
            HeardSamples == EnqueuedSamples ? Task.CompletedTask : _heard.Task.WaitAsync(cancellationToken);

        public void Silence(TimeSpan fade) => EnqueuedSamples = HeardSamples;

        public void Hold(TimeSpan fade)
        {
        }

        public void Release()
        {
        }

        public ValueTask DisposeAsync()
        {
            if (owner._open == this)
                owner._open = null;
            return ValueTask.CompletedTask;
        }

        internal void HearAll()
        {
            owner.Played += EnqueuedSamples - HeardSamples;
            HeardSamples = EnqueuedSamples;
            _heard.TrySetResult();
        }

        internal void Lose()
        {
            AudioDeviceException loss = new($"{name} was unplugged.");
            _heard.TrySetException(loss);
            _lost.TrySetResult(loss);
        }
    }
}
