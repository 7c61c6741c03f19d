namespace EmotionVoice.Edge.Engines.Llama;

/// <summary>How many threads a model gets.</summary>
internal static class LlamaThreads
{
    // llama.cpp's threads spin while they wait for each other: on a busy core two are slower than one, and a model this
    // small is fast enough with one in any case.
    private const ulong SmallParameters = 400_000_000;

    internal static int Choose(int? configured, ulong parameters, int cores) =>
        configured ?? (parameters < SmallParameters ? 1 : Math.Max(cores - 1, 1));
}
