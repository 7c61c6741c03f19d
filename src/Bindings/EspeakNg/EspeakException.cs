namespace EspeakNg;

/// <summary>espeak-ng refused a call.</summary>
public sealed class EspeakException(string message) : Exception(message);
