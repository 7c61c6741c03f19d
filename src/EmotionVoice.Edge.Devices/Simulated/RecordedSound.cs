using System.Numerics.Tensors;
using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Devices.Simulated;

/// <summary>Sound that was recorded in blocks of 10 ms, and where it can be heard. Positions count samples at 16 kHz. One writer, any reader.</summary>
public sealed class RecordedSound
{
    public const int BlockSamples = AudioFormat.SampleRateHz / 100;

    /// <summary>RMS of a block from which on it counts as audible: a whisper across a room.</summary>
    public const float AudibleDbfs = -50;

    private readonly Lock _lock = new();
    private readonly List<float[]> _blocks = [];
    private readonly List<bool> _audible = [];

    /// <summary>Position after the newest sample.</summary>
    public long End
    {
        get { lock (_lock) return (long)_blocks.Count * BlockSamples; }
    }

    /// <param name="block">[<see cref="BlockSamples"/>].</param>
    public void Add(ReadOnlySpan<float> block)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(block.Length, BlockSamples);
        lock (_lock)
        {
            _blocks.Add(block.ToArray());
            _audible.Add(Level.RmsDbfs(block) >= AudibleDbfs);
        }
    }

    /// <summary>Where the first audible block that begins in [from, to) begins; null: there is none.</summary>
    public long? FirstAudible(long from, long to = long.MaxValue)
    {
        lock (_lock)
        {
            (int first, int end) = Blocks(from, to);
            for (int i = first; i < end; i++)
                if (_audible[i])
                    return (long)i * BlockSamples;
            return null;
        }
    }

    /// <summary>Where the last audible block that begins in [from, to) ends; null: there is none.</summary>
    public long? LastAudible(long from, long to = long.MaxValue)
    {
        lock (_lock)
        {
            (int first, int end) = Blocks(from, to);
            for (int i = end - 1; i >= first; i--)
                if (_audible[i])
                    return (i + 1L) * BlockSamples;
            return null;
        }
    }

    /// <summary>Where, at or after a position, nothing is audible for at least so long; null: nowhere yet.</summary>
    public long? SilentFrom(long from, TimeSpan atLeast)
    {
        int needed = (int)(AudioFormat.Samples(atLeast) / BlockSamples);
        lock (_lock)
        {
            int silent = 0;
            for (int i = BlockAt(from); i < _audible.Count; i++)
            {
                silent = _audible[i] ? 0 : silent + 1;
                if (silent >= needed)
                    return (i + 1L - silent) * BlockSamples;
            }

            return null;
        }
    }

    /// <summary>A copy of [from, to), as far as it is recorded; from the beginning of a block on.</summary>
    public float[] Samples(long from = 0, long to = long.MaxValue)
    {
        lock (_lock)
        {
            (int first, int end) = Blocks(from, to);
            float[] samples = new float[Math.Max(0, end - first) * BlockSamples];
            for (int i = first; i < end; i++)
                _blocks[i].CopyTo(samples, (i - first) * BlockSamples);
            return samples;
        }
    }

    /// <summary>RMS of all that is audible, in dBFS.</summary>
    public float AudibleLevelDb()
    {
        lock (_lock)
        {
            double energy = 0;
            int blocks = 0;
            for (int i = 0; i < _blocks.Count; i++)
            {
                if (!_audible[i])
                    continue;
                energy += TensorPrimitives.SumOfSquares<float>(_blocks[i]);
                blocks++;
            }

            return blocks == 0 ? Level.SilenceDbfs : Level.ToDb((float)Math.Sqrt(energy / (blocks * BlockSamples)));
        }
    }

    // Blocks that begin within.
    private (int First, int End) Blocks(long from, long to) => (BlockAt(from), BlockAt(to));

    private int BlockAt(long position) =>
        position >= (long)_blocks.Count * BlockSamples ? _blocks.Count : (int)((Math.Max(0, position) + BlockSamples - 1) / BlockSamples);
}
