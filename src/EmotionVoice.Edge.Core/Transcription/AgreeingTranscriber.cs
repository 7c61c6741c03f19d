using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Transcription;

/// <summary>
/// Any recogniser of whole utterances as a streaming one: it reads the utterance again as it grows, and two readings
/// confirm each other's words. What is confirmed and long past is cut off and goes into the prompt.
/// </summary>
public sealed class AgreeingTranscriber(ITranscriber transcriber, TranscriptionOptions options) : IStreamingTranscriber
{
    public IUtteranceReader Begin(TranscriptionRequest request) => new Reader(transcriber, new TranscriptGate(options), request);

    private sealed class Reader(ITranscriber transcriber, TranscriptGate gate, TranscriptionRequest request) : IUtteranceReader
    {
        /// <summary>Shorter sound is read as a whole: a cut saves little and can cost a word.</summary>
        private static readonly TimeSpan s_cutFrom = TimeSpan.FromSeconds(4);

        /// <summary>The newest words stay in sight, whether confirmed or not.</summary>
        private static readonly TimeSpan s_kept = TimeSpan.FromSeconds(2);

        private const int PromptLetters = 200;

        private readonly LocalAgreement _agreement = new();
        private IReadOnlyList<string> _languages = request.Languages;
        private string? _language;
        private long _cut;

        public async Task<PartialTranscript> ReadAsync(ReadOnlyMemory<float> utterance, bool final, CancellationToken cancellationToken)
        {
            ReadOnlyMemory<float> sound = utterance[(int)_cut..];
            TranscriptionRequest now = new(_languages, Prompt()) { Quick = !final, Times = AudioFormat.Duration(sound.Length) > s_cutFrom };
            Transcript heard = await transcriber.TranscribeAsync(sound, now, cancellationToken);
            // Of half a word, recognisers like to make a loop; its first round is what was heard.
            if (!final)
                heard = heard with { Text = TranscriptGate.WithoutRepetition(heard.Text) };
            if (gate.CheckTranscript(heard) != TranscriptRejection.None)
                return new PartialTranscript(_agreement.Confirmed, final ? "" : _agreement.Tentative, final ? heard : heard with { Text = _agreement.Text });

            // With several languages expected, words of a language that was only guessed confirm nothing.
            bool sure = _languages.Count == 1 || _language == heard.Language;
            _language = heard.Language;
            if (!sure)
                return new PartialTranscript("", heard.Text, heard);
            _languages = [heard.Language];
            List<string> words = LocalAgreement.Split(heard.Text);
            int confirmed = _agreement.Add(words, final);
            Transcript whole = heard with { Text = _agreement.Text, Words = [] };
            PartialTranscript partial = new(_agreement.Confirmed, _agreement.Tentative, whole);
            if (heard.Words.Count == words.Count && now.Times)
                CutBefore(heard.Words, confirmed, AudioFormat.Duration(sound.Length) - s_kept);
            return partial;
        }

        public void Dispose()
        {
        }

        private string? Prompt()
        {
            string before = _agreement.BeforeCut;
            return before.Length == 0 ? request.Prompt : before.Length <= PromptLetters ? before : before[^PromptLetters..];
        }

        // At the longest pause among the confirmed words.
        private void CutBefore(IReadOnlyList<TimedWord> words, int confirmed, TimeSpan latest)
        {
            int at = 0;
            TimeSpan longest = TimeSpan.Zero;
            for (int i = 1; i < confirmed && words[i].Start <= latest; i++)
            {
                TimeSpan gap = words[i].Start - words[i - 1].End;
                if (words[i].Start > latest / 3 && gap >= longest)
                    (at, longest) = (i, gap);
            }

            if (at == 0)
                return;
            _cut += AudioFormat.Samples((words[at - 1].End + words[at].Start) / 2);
            _agreement.Cut(confirmed - at);
        }
    }
}
