using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Pipeline;

namespace EmotionVoice.Edge.Core.Synthesis;

/// <summary>Several voices as one: each sentence goes to the first voice that speaks its language.</summary>
public sealed class VoiceRouter(IReadOnlyList<ISynthesizer> voices) : ISynthesizer, IWarmUp
{
    public string Name => string.Join(", ", voices.Select(voice => voice.Name));

    public bool Speaks(string language) => voices.Any(voice => voice.Speaks(language));

    /// <summary>The voice for a language; a foreign one rather than none.</summary>
    public ISynthesizer For(string language) => voices.FirstOrDefault(voice => voice.Speaks(language)) ?? voices[0];

    public async IAsyncEnumerable<SpeechAudio> SynthesizeAsync(SpeechRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (SpeechAudio audio in For(request.Language).SynthesizeAsync(request, cancellationToken))
            yield return audio;
    }

    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        foreach (IWarmUp voice in voices.OfType<IWarmUp>())
            await voice.WarmUpAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ISynthesizer voice in voices)
            await voice.DisposeAsync();
    }
}
