using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Synthesis;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Dialogue.Silence;

/// <summary>
/// Short sounds that say "I heard you" while the answer is still being made. Synthesised ahead, because then the voice is
/// busy; what could not be is not played. Not always the same one. Used only by the turn loop.
/// </summary>
public sealed class Acknowledgements(ProsodyShaper voice, SpeechFeed speaker, SilenceOptions options, TimeProvider clock, ILogger<Acknowledgements> log)
{
    private readonly Dictionary<(Tone Tone, string Language), List<List<SpeechAudio>>> _prepared = [];
    private int _played;

    public async Task PrepareAsync(IEnumerable<string> languages, CancellationToken cancellationToken)
    {
        if (options.AcknowledgeAfter == TimeSpan.Zero)
            return;
        foreach (string language in languages)
            foreach (Tone tone in Enum.GetValues<Tone>())
                foreach (string text in SilencePhrases.Acknowledgements(tone, language))
                    await PrepareAsync(text, tone, language, cancellationToken);
    }

    /// <summary>Plays one when the time is over and the answer isn't there. Completes when nothing more of it will be queued.</summary>
    /// <param name="ready">Completes when the answer's first sound is there.</param>
    /// <param name="feeling">Of the speaker.</param>
    /// <param name="language">Of the answer.</param>
    /// <param name="decidedAt">Time stamp of the end of the turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task PlayUnlessAsync(Task ready, EmotionLabel feeling, string language, long decidedAt, CancellationToken cancellationToken)
    {
        if (options.AcknowledgeAfter == TimeSpan.Zero || !_prepared.TryGetValue((Tones.For(feeling), language), out List<List<SpeechAudio>>? choice))
            return;
        TimeSpan left = options.AcknowledgeAfter - clock.GetElapsedTime(decidedAt);
        if (left > TimeSpan.Zero)
        {
            using CancellationTokenSource wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(ready, Task.Delay(left, clock, wait.Token));
            await wait.CancelAsync();
        }

        if (ready.IsCompleted || cancellationToken.IsCancellationRequested)
            return;
        foreach (SpeechAudio audio in choice[_played++ % choice.Count])
            await speaker.EnqueueAsync(audio, cancellationToken);
    }

    private async Task PrepareAsync(string text, Tone tone, string language, CancellationToken cancellationToken)
    {
        try
        {
            List<SpeechAudio> sound = [];
            await foreach (SpeechAudio audio in voice.SynthesizeAsync(new SpeechRequest(text, language), Prosody.Plain, cancellationToken))
                sound.Add(audio);
            if (!_prepared.TryGetValue((tone, language), out List<List<SpeechAudio>>? choice))
                _prepared[(tone, language)] = choice = [];
            choice.Add(sound);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.AcknowledgementNotPrepared(e, language);
        }
    }
}
