namespace EmotionVoice.Edge.Core.Led;

/// <summary>All that a frame depends on besides the time.</summary>
/// <param name="State">Decides the motion.</param>
/// <param name="InState">Time since the state began.</param>
/// <param name="Tint">The speaker's feeling.</param>
/// <param name="Level">Loudness in [0, 1]: of the microphone while listening, of the device's voice while speaking.</param>
/// <param name="Readiness">Share of the start that is done, in [0, 1].</param>
public readonly record struct RingScene(RingState State, TimeSpan InState, LinearRgb Tint, float Level = 0, float Readiness = 0);
