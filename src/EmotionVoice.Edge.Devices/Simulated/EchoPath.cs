using System.Numerics.Tensors;
using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Devices.Simulated;

/// <summary>How the loudspeaker's sound comes back to the microphone. Keeps state from block to block; 16 kHz.</summary>
public sealed class EchoPath
{
    private const int MostTaps = AudioFormat.SampleRateHz / 2;

    private readonly float[] _taps; // the newest sample's last
    private readonly int _delay;
    private float[] _history = [];

    /// <param name="gainDb">Level of the echo by the level of what is played, in dB.</param>
    /// <param name="delay">Until the echo's first path is heard.</param>
    /// <param name="impulse">[n] what the room makes of a click at 16 kHz, at any level; empty: the click alone. Half a second of it counts.</param>
    public EchoPath(float gainDb, TimeSpan delay, ReadOnlyMemory<float> impulse = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        GainDb = gainDb;
        _delay = (int)AudioFormat.Samples(delay);
        float[] room = impulse.IsEmpty ? [1] : Heard(impulse.Span);
        Array.Reverse(room);
        float scale = Level.ToAmplitude(gainDb) / MathF.Sqrt(TensorPrimitives.SumOfSquares(room));
        TensorPrimitives.Multiply(room, scale, room);
        _taps = room;
    }

    public float GainDb { get; }

    /// <param name="played">[n] what the loudspeaker plays now.</param>
    /// <param name="echo">[n] what of it, and of what was played before, is heard now.</param>
    public void Process(ReadOnlySpan<float> played, Span<float> echo)
    {
        int before = _delay + _taps.Length - 1;
        if (_history.Length != before + played.Length)
            Array.Resize(ref _history, before + played.Length);
        played.CopyTo(_history.AsSpan(before));
        for (int i = 0; i < played.Length; i++)
            echo[i] = TensorPrimitives.Dot(_history.AsSpan(i, _taps.Length), _taps);
        _history.AsSpan(played.Length).CopyTo(_history);
    }

    // From its first strong path to where it is 40 dB below its peak.
    private static float[] Heard(ReadOnlySpan<float> impulse)
    {
        float peak = MathF.Abs(TensorPrimitives.MaxMagnitude(impulse));
        int first = 0, last = impulse.Length - 1;
        while (first < last && MathF.Abs(impulse[first]) < peak / 10)
            first++;
        while (last > first && MathF.Abs(impulse[last]) < peak / 100)
            last--;
        return impulse[first..Math.Min(last + 1, first + MostTaps)].ToArray();
    }
}
