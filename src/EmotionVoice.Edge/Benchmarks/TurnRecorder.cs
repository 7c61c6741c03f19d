using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Diagnostics;

namespace EmotionVoice.Edge.Benchmarks;

/// <summary>One turn that was measured.</summary>
/// <param name="Timings">Null when it was ignored or failed.</param>
/// <param name="Sentences">Sentences of the reply.</param>
/// <param name="ResidentBytes">Memory of the process when it was over.</param>
/// <param name="Error">Why it failed, else null.</param>
internal sealed record MeasuredTurn(TurnTimings? Timings, int Sentences, long ResidentBytes, string? Error = null);

/// <summary>Keeps the timings of each turn and the memory after it; tells how far the run is.</summary>
internal sealed class TurnRecorder(Action<int> progress) : IConversationObserver
{
    public string Name => "bench";

    public List<MeasuredTurn> Turns { get; } = [];

    /// <summary>Sounds that were too short for an utterance, or lost devices: nothing of the kind belongs into a run.</summary>
    public int Discarded { get; private set; }

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        int sentences = 0;
        await foreach (ConversationEvent happened in events)
        {
            MeasuredTurn? turn = null;
            switch (happened)
            {
                case ReplySentence:
                    sentences++;
                    break;
                case SpeechEnded { IsUtterance: false }:
                    Discarded++;
                    break;
                case TurnCompleted completed:
                    turn = new MeasuredTurn(completed.Report.Timings, sentences, ProcessMemory.Read().ResidentBytes);
                    break;
                case TurnIgnored:
                    turn = new MeasuredTurn(null, 0, ProcessMemory.Read().ResidentBytes);
                    break;
                case TurnFailed failed:
                    turn = new MeasuredTurn(null, 0, ProcessMemory.Read().ResidentBytes, failed.Error);
                    break;
            }

            if (turn is null)
                continue;
            sentences = 0;
            Turns.Add(turn);
            progress(Turns.Count);
        }
    }
}
