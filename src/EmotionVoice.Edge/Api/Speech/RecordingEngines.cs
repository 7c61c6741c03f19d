using EmotionVoice.Edge.Commands.Files;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.VoiceActivity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Api.Speech;

/// <summary>
/// What the commands do with recordings, over the daemon's engines. The detector of speech remembers what it heard, so
/// it is one of its own. Used only by who has the engines (<see cref="Work.EngineQueue"/>).
/// </summary>
internal sealed class RecordingEngines(
    [FromKeyedServices(RecordingEngines.Key)] IVoiceActivityDetector detector,
    VoiceActivityOptions voiceActivity,
    ITranscriber transcriber,
    IVoiceEmotionRecognizer voiceEmotion,
    IWordEmotionRecognizer wordEmotion,
    EmotionFusion fusion,
    TimeProvider clock,
    ILoggerFactory logs)
{
    public const string Key = "recordings";

    public IVoiceEmotionRecognizer VoiceEmotion => voiceEmotion;

    public FileTranscriber Transcriber(TranscriptionOptions options) => new(detector, voiceActivity, transcriber, options, clock);

    /// <summary>Words as <c>transcribe</c> finds them, and the feeling of all that is said.</summary>
    public UtteranceUnderstanding Understanding(TranscriptionOptions options) => new(
        new ByPieces(transcriber.Name, Transcriber(options)), voiceEmotion, wordEmotion, fusion, options, clock, logs.CreateLogger<UtteranceUnderstanding>());

    /// <summary>A recording of any length, piece by piece.</summary>
    private sealed class ByPieces(string name, FileTranscriber files) : ITranscriber
    {
        public string Name => name;

        public async Task<Transcript> TranscribeAsync(ReadOnlyMemory<float> samples, TranscriptionRequest request, CancellationToken cancellationToken) =>
            (await files.TranscribeAsync(samples.ToArray(), cancellationToken)).Whole;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
