namespace EmotionVoice.Edge.Core.Emotion.Acoustics;

/// <summary>
/// Chooses one pitch candidate a frame, or "unvoiced", so that the whole path is cheapest (Viterbi): jumps of an octave
/// and switches between voiced and unvoiced cost. Costs are the defaults of Boersma 1993, for steps of 10 ms.
/// </summary>
internal sealed class PitchPath(int frameCount)
{
    private const int Most = 6;           // the unvoiced candidate stands first
    private const float VoicingThreshold = 0.45f;
    private const float SilenceThreshold = 0.03f;
    private const float OctaveJumpCost = 0.35f;
    private const float VoicingCost = 0.14f;

    private readonly float[] _pitch = new float[frameCount * Most];    // log2 Hz
    private readonly float[] _strength = new float[frameCount * Most];
    private readonly byte[] _count = new byte[frameCount];
    private int _frame;

    /// <summary>Starts a frame as silence.</summary>
    public void Begin(int frame)
    {
        _frame = frame;
        _count[frame] = 1;
        _strength[frame * Most] = VoicingThreshold + 2;
    }

    /// <param name="relativePeak">Peak of the frame over the peak of the recording.</param>
    public void SetUnvoiced(float relativePeak) =>
        _strength[_frame * Most] = VoicingThreshold + MathF.Max(0, 2 - relativePeak / (SilenceThreshold / (1 + VoicingThreshold)));

    /// <summary>Keeps the strongest candidates.</summary>
    public void Add(float hertz, float strength)
    {
        int first = _frame * Most, slot = first + _count[_frame];
        if (_count[_frame] == Most)
        {
            slot = first + 1;
            for (int i = first + 2; i < first + Most; i++)
                if (_strength[i] < _strength[slot])
                    slot = i;
            if (_strength[slot] >= strength)
                return;
        }
        else
        {
            _count[_frame]++;
        }

        _pitch[slot] = MathF.Log2(hertz);
        _strength[slot] = strength;
    }

    /// <summary>Hz a frame; 0 where it is unvoiced.</summary>
    public float[] Solve()
    {
        float[] hertz = new float[frameCount];
        if (frameCount == 0)
            return hertz;

        byte[] from = new byte[frameCount * Most];
        float[] score = _strength[..Most];
        float[] next = new float[Most];
        for (int frame = 1; frame < frameCount; frame++)
        {
            for (int to = 0; to < _count[frame]; to++)
                (next[to], from[frame * Most + to]) = BestInto(frame, to, score);
            (score, next) = (next, score);
        }

        int best = 0;
        for (int i = 1; i < _count[frameCount - 1]; i++)
            if (score[i] > score[best])
                best = i;
        for (int frame = frameCount - 1; frame >= 0; best = from[frame * Most + best], frame--)
            hertz[frame] = best == 0 ? 0 : MathF.Pow(2, _pitch[frame * Most + best]);
        return hertz;
    }

    private (float Score, byte From) BestInto(int frame, int to, float[] score)
    {
        float best = float.NegativeInfinity;
        byte chosen = 0;
        for (int i = 0; i < _count[frame - 1]; i++)
        {
            float cost = (i == 0) != (to == 0) ? VoicingCost
                : to == 0 ? 0
                : OctaveJumpCost * MathF.Abs(_pitch[(frame - 1) * Most + i] - _pitch[frame * Most + to]);
            if (score[i] - cost > best)
                (best, chosen) = (score[i] - cost, (byte)i);
        }

        return (best + _strength[frame * Most + to], chosen);
    }
}
