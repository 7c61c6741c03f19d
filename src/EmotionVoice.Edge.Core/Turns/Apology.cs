using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Synthesis;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Turns;

/// <summary>The sentence for a failed turn, synthesised ahead: it must come even when the voice is what failed.</summary>
public sealed class Apology(ProsodyShaper voice, SpeechFeed speaker, ILogger<Apology> log)
{
    private readonly Dictionary<string, List<SpeechAudio>> _prepared = [];

    public async Task PrepareAsync(IEnumerable<string> languages, CancellationToken cancellationToken)
    {
        foreach (string language in languages)
        {
            try
            {
                _prepared[language] = await SynthesizeAsync(language, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.ApologyNotPrepared(e, language);
            }
        }
    }

    /// <summary>Hands the apology to the speaker. Logs rather than throws: nothing is left to try after this.</summary>
    public async Task SpeakAsync(string language, CancellationToken cancellationToken)
    {
        try
        {
            List<SpeechAudio> sound = _prepared.TryGetValue(language, out List<SpeechAudio>? ready) ? ready : await SynthesizeAsync(language, cancellationToken);
            foreach (SpeechAudio audio in sound)
                await speaker.EnqueueAsync(audio, cancellationToken);
            await speaker.DrainAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.ApologyFailed(e);
        }
    }

    private async Task<List<SpeechAudio>> SynthesizeAsync(string language, CancellationToken cancellationToken)
    {
        List<SpeechAudio> sound = [];
        await foreach (SpeechAudio audio in voice.SynthesizeAsync(new SpeechRequest(PhraseBook.Apology(language), language), Prosody.Plain, cancellationToken))
            sound.Add(audio);
        return sound;
    }
}
