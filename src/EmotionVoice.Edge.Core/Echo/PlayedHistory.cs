using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Playback;

namespace EmotionVoice.Edge.Core.Echo;

/// <summary>The last four seconds of what was played, at 16 kHz, by position. Used only by the listening loop.</summary>
internal sealed class PlayedHistory(PlayedSound source)
{
    private const int Kept = 4 * AudioFormat.SampleRateHz;

    private readonly float[] _ring = new float[Kept];
    private readonly float[] _block = new float[2_048];
    private float[] _resampled = [];
    private PolyphaseResampler? _resampler;

    /// <summary>Position after the newest sample.</summary>
    public long End { get; private set; }

    /// <summary>Takes what was played meanwhile.</summary>
    /// <returns>True when positions from now on have nothing to do with those before: another device plays.</returns>
    public bool Pull()
    {
        bool restarted = false;
        while (true)
        {
            int count = source.Read(_block, out int rate, out bool anew);
            if (anew || (count > 0 && _resampler?.InputRateHz != rate))
            {
                restarted = true;
                _resampler = new PolyphaseResampler(rate, AudioFormat.SampleRateHz);
                _resampled = new float[_resampler.MaxOutput(_block.Length)];
            }

            if (count > 0)
                Append(_resampled.AsSpan(0, _resampler!.Process(_block.AsSpan(0, count), _resampled)));
            if (count < _block.Length)
                return restarted;
        }
    }

    /// <summary>Copies from a position on; what is not there, or not there any more, is silence.</summary>
    public void CopyTo(long position, Span<float> samples)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            long at = position + i;
            samples[i] = at >= 0 && at < End && at >= End - Kept ? _ring[at % Kept] : 0;
        }
    }

    private void Append(ReadOnlySpan<float> samples)
    {
        for (int i = 0; i < samples.Length; i++)
            _ring[(End + i) % Kept] = samples[i];
        End += samples.Length;
    }
}
