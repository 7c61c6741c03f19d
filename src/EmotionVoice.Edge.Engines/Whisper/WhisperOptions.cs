namespace EmotionVoice.Edge.Engines.Whisper;

/// <summary>One Whisper model and how it is run.</summary>
public sealed class WhisperOptions
{
    /// <summary>Path of a ggml model file.</summary>
    public string ModelPath { get; set; } = "";

    /// <summary>As people read it.</summary>
    public string Name { get; set; } = "Whisper";

    /// <summary>Threads of the engine. Default 1: more than the free cores stall each other.</summary>
    public int Threads { get; set; } = 1;

    /// <summary>
    /// Whether the encoder sees only as much as was said, rather than 30 s. Default true; costs a second run where the
    /// short one looks wrong.
    /// </summary>
    public bool CutAudioContext { get; set; } = true;

    /// <summary>
    /// Texts followed side by side, 1 to 8. Default 3: with 4, Korean has a point fewer wrong letters and takes a tenth
    /// longer; with 2 a sentence of twenty ran into a loop.
    /// </summary>
    public int BeamSize { get; set; } = 3;
}
