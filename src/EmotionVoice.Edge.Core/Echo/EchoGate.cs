using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Echo;

/// <summary>
/// Whether what is left after the canceller is more than the device's own voice: its level against the level that was
/// left of the same loudness before. Pure (audio time only).
/// </summary>
/// <remarks>
/// The expected level follows high values fast and low ones slowly, so that it settles at the upper end of what is left
/// when nobody else speaks; far above it, somebody does, and nothing is learned.
/// </remarks>
public sealed class EchoGate
{
    /// <summary>Frames of own voice before a verdict: about a second.</summary>
    public const int LearningFrames = 32;

    private const float SilentDbfs = -62;        // played softer than this, nothing of it comes back
    private const float LoudDbfs = -38;
    private const float DecayDbAFrame = 1.3f;    // a room of one and a half seconds loses 60 dB in 47 frames
    private const float MarginDb = 10;           // what is left varies
    private const float OutlierDb = 15;
    private const float Up = 0.25f;              // of the difference
    private const float MostUpDb = 1;            // a person's first soft sounds must not become what is expected
    private const float DownDb = 0.05f;          // 1.5 dB a second
    private const float InaudibleDbfs = -58;
    private const int SurelyFrames = 20;         // a voice so far above is a person's, and goes on
    private const int HangoverFrames = 8;        // a pause within a word is still that speaker's

    private float _farDb = Level.SilenceDbfs;
    private float _expectedDb;                   // of what is left against what was played
    private int _learned;
    private int _hangover;
    private int _surely;                          // frames for which nothing is learned

    /// <summary>How much less is left than was played, in dB, as expected; 0 before anything was learned.</summary>
    public float ExpectedLossDb => -_expectedDb;

    /// <summary>Judges a frame.</summary>
    /// <param name="playedDb">Level of what was played at that time, in dBFS.</param>
    /// <param name="leftDb">Level of what is left of what was recorded, in dBFS.</param>
    public EchoVerdict Judge(float playedDb, float leftDb)
    {
        _farDb = Math.Max(playedDb, _farDb - DecayDbAFrame);
        if (_farDb < SilentDbfs)
        {
            _hangover = 0;
            return EchoVerdict.Clear;
        }

        float ratio = leftDb - _farDb;
        bool somebody = ratio > _expectedDb + MarginDb && leftDb > InaudibleDbfs;
        if (_learned < LearningFrames)
        {
            // Before that every value counts: the canceller still improves.
            if (playedDb < LoudDbfs)
                return EchoVerdict.Unjudged;
            _learned++;
            _expectedDb = _learned == 1 ? ratio : _expectedDb + (ratio > _expectedDb ? 0.5f : 0.1f) * (ratio - _expectedDb);
            return EchoVerdict.Unjudged;
        }

        Learn(ratio);
        _hangover = somebody ? HangoverFrames : Math.Max(0, _hangover - 1);
        return _hangover > 0 ? EchoVerdict.Clear : EchoVerdict.OwnVoice;
    }

    /// <summary>Forgets what was learned: the room or the device is another.</summary>
    public void Reset()
    {
        _farDb = Level.SilenceDbfs;
        _learned = _hangover = _surely = 0;
        _expectedDb = 0;
    }

    private void Learn(float ratio)
    {
        _surely = ratio > _expectedDb + OutlierDb ? SurelyFrames : Math.Max(0, _surely - 1);
        // With little played, what is left is the room's own noise; softer sounds around a voice are that voice's.
        if (_farDb < LoudDbfs || _surely > 0)
            return;
        _expectedDb += ratio > _expectedDb ? Math.Min(MostUpDb, Up * (ratio - _expectedDb)) : -DownDb;
    }
}
