namespace EspeakNg;

/// <summary>How a text is spoken.</summary>
public sealed record EspeakVoice
{
    /// <summary>espeak-ng's name of a voice or language: <c>en-us</c>, <c>ko</c>, <c>de</c>, <c>en-us+f3</c>.</summary>
    public string Name { get; init; } = "en-us";

    /// <summary>Words a minute, 80 to 450. Default 175.</summary>
    public int WordsPerMinute { get; init; } = 175;

    /// <summary>Base pitch, 0 to 100. Default 50.</summary>
    public int Pitch { get; init; } = 50;

    /// <summary>Liveliness of the melody, 0 (monotone) to 100. Default 50.</summary>
    public int PitchRange { get; init; } = 50;

    /// <summary>Loudness, 0 to 200. Default 100.</summary>
    public int Volume { get; init; } = 100;
}
