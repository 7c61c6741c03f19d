using System.Runtime.InteropServices;
using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Testing.SoundServer;

/// <summary>Records what the loudspeaker of a <see cref="PulseServer"/> plays: mono float32 at 16 kHz.</summary>
public sealed class Recorder : IAsyncDisposable
{
    private const int Second = AudioFormat.SampleRateHz * sizeof(float);

    private readonly ChildProcess _process;
    private readonly MemoryStream _bytes = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _sound = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _checked; // bytes
    private Task _reading = Task.CompletedTask;

    private Recorder(ChildProcess process) => _process = process;

    /// <summary>Returns when sound comes in: nothing that begins afterwards is missed.</summary>
    public static async Task<Recorder> StartAsync(PulseServer server, CancellationToken cancellationToken)
    {
        Recorder recorder = new(ChildProcess.Run(
            server.Environment, "parecord", "--device=out.monitor", "--raw", "--format=float32le", "--rate=16000", "--channels=1", "--latency-msec=20"));
        await recorder.ReadAsync(Second / 10, cancellationToken);
        recorder._reading = recorder.ReadAsync(int.MaxValue, recorder._ending.Token);
        return recorder;
    }

    /// <summary>Ends when something can be heard.</summary>
    public Task WaitForSoundAsync(CancellationToken cancellationToken) => _sound.Task.WaitAsync(cancellationToken);

    /// <summary>Waits for another second of sound, and ends.</summary>
    public async Task<float[]> EndAsync(CancellationToken cancellationToken)
    {
        await _ending.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ReadAsync(Second, cancellationToken);
        return MemoryMarshal.Cast<byte, float>(_bytes.ToArray().AsSpan(0, (int)_bytes.Length / sizeof(float) * sizeof(float))).ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _process.DisposeAsync();
        _ending.Dispose();
    }

    private async Task ReadAsync(int atLeast, CancellationToken cancellationToken)
    {
        byte[] block = new byte[4096];
        for (int left = atLeast; left > 0;)
        {
            int read = await _process.Output.ReadAsync(block, cancellationToken);
            if (read == 0)
                throw new InvalidOperationException("parecord ended: " + await _process.ErrorsAsync());
            _bytes.Write(block, 0, read);
            for (; _checked + sizeof(float) <= _bytes.Length; _checked += sizeof(float))
                if (MathF.Abs(BitConverter.ToSingle(_bytes.GetBuffer(), _checked)) > 0.02f)
                    _sound.TrySetResult();
            left -= read;
        }
    }
}
