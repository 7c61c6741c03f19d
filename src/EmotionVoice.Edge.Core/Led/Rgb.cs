namespace EmotionVoice.Edge.Core.Led;

/// <summary>What one LED is sent: the duty cycle of each channel, 0 to 255. Light is proportional to it, so it is linear, not sRGB.</summary>
public readonly record struct Rgb(byte R, byte G, byte B);
