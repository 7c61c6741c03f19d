using EmotionVoice.Edge.Core.Dialogue.Requests;
using EmotionVoice.Edge.Core.Dialogue.Safety;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Turns;
using Prometheus;

namespace EmotionVoice.Edge.Api.Metrics;

/// <summary>Counts what happens. Units stand in the names, as Prometheus wants it: seconds, bytes, ratio, celsius; totals only grow.</summary>
internal sealed class DeviceMetrics : IConversationObserver
{
    /// <summary>From a wake word's click to a reply that nobody waits for.</summary>
    private static readonly double[] s_latencies = [0.01, 0.025, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 5, 8, 13, 30];

    private static readonly double[] s_ratios = [0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 4];

    private readonly Counter _turns;
    private readonly Histogram _stages;
    private readonly Counter _emotions;
    private readonly Counter _requests;
    private readonly Counter _speech;
    private readonly Histogram _realTime;
    private readonly Counter _interruptions;
    private readonly Counter _resumed;
    private readonly Counter _drafts;
    private readonly Counter _draftWork;
    private readonly Counter _wakes;
    private readonly Counter _dangers;
    private readonly Gauge _state;
    private readonly Gauge _lost;
    private readonly Gauge _ready;

    public DeviceMetrics(CollectorRegistry registry)
    {
        IMetricFactory make = Prometheus.Metrics.WithCustomRegistry(registry);
        _turns = make.CreateCounter("emotionvoice_turns_total", "Turns by how they ended: answered, failed, or ignored because nothing was understood.", ["outcome"]);
        _stages = make.CreateHistogram("emotionvoice_turn_stage_seconds", "Time of answered turns by stage, in seconds: endpoint from the end of speech to the decision; transcribe and emotion the work on them; first_token, first_sentence, first_audio and total from the decision; response from the end of speech to the first sound.",
            ["stage"], new HistogramConfiguration { Buckets = s_latencies });
        _emotions = make.CreateCounter("emotionvoice_turn_emotions_total", "Understood turns by the feeling that voice and words gave together.", ["emotion"]);
        _requests = make.CreateCounter("emotionvoice_turn_requests_total", "Answered turns by what was wanted.", ["kind"]);
        _speech = make.CreateCounter("emotionvoice_speech_heard_seconds_total", "Speech in answered turns, in seconds.");
        _realTime = make.CreateHistogram("emotionvoice_transcription_real_time_ratio", "Time of transcription divided by the length of the speech (real-time factor), a ratio.",
            new HistogramConfiguration { Buckets = s_ratios });
        _interruptions = make.CreateCounter("emotionvoice_interruptions_total", "Answers that were cut short, by what: voice, button or command.", ["cause"]);
        _resumed = make.CreateCounter("emotionvoice_interruptions_resumed_total", "Sounds for which an answer fell silent that were no interruption; it went on.");
        _drafts = make.CreateCounter("emotionvoice_drafts_discarded_total", "Answers begun at a short silence and thrown away because the speaker went on.");
        _draftWork = make.CreateCounter("emotionvoice_draft_discarded_work_seconds_total", "Time that engines worked on answers that were thrown away, in seconds.");
        _wakes = make.CreateCounter("emotionvoice_wakes_total", "Wake words heard.");
        _dangers = make.CreateCounter("emotionvoice_safety_answers_total", "Fixed answers to words of danger, by its kind.", ["danger"]);
        _state = make.CreateGauge("emotionvoice_conversation_state", "What the device is doing: 1 for the state that it is in, else 0.", ["state"]);
        _lost = make.CreateGauge("emotionvoice_device_lost", "1 while the sound device is missing, else 0.", ["role"]);
        _ready = make.CreateGauge("emotionvoice_ready_ratio", "How far the start has come, a ratio; 1 is ready.");
        // What has not happened yet is 0, not missing: rates need the first step too.
        foreach (string outcome in new[] { "answered", "failed", "ignored" })
            _turns.WithLabels(outcome);
        foreach (EmotionLabel label in Enum.GetValues<EmotionLabel>())
            _emotions.WithLabels(label.Name());
        foreach (InterruptionCause cause in Enum.GetValues<InterruptionCause>())
            _interruptions.WithLabels(Label(cause));
        foreach (DeviceRole role in Enum.GetValues<DeviceRole>())
            _lost.WithLabels(Label(role));
        SetState(ConversationState.Starting);
    }

    public string Name => "metrics";

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        await foreach (ConversationEvent happened in events)
            Take(happened);
    }

    public void Take(ConversationEvent happened)
    {
        switch (happened)
        {
            case StateChanged e:
                SetState(e.State);
                break;
            case EmotionReady e:
                _emotions.WithLabels(e.Emotion.Label.Name()).Inc();
                break;
            case TurnCompleted e:
                _turns.WithLabels("answered").Inc();
                Complete(e.Report);
                break;
            case TurnFailed:
                _turns.WithLabels("failed").Inc();
                break;
            case TurnIgnored:
                _turns.WithLabels("ignored").Inc();
                break;
            case SpeechInterrupted e:
                _interruptions.WithLabels(Label(e.Cause)).Inc();
                break;
            case InterruptionResumed:
                _resumed.Inc();
                break;
            case DraftDiscarded e:
                _drafts.Inc();
                _draftWork.Inc(Math.Max(0, e.Work.TotalSeconds));
                break;
            case WakeHeard:
                _wakes.Inc();
                break;
            case SafetyAnswered e:
                _dangers.WithLabels(e.Danger.Name()).Inc();
                break;
            case DeviceLost e:
                _lost.WithLabels(Label(e.Role)).Set(1);
                break;
            case DeviceReady e:
                _lost.WithLabels(Label(e.Role)).Set(0);
                break;
            case ReadinessChanged e:
                _ready.Set(e.Share);
                break;
        }
    }

    private void Complete(TurnReport report)
    {
        TurnTimings t = report.Timings;
        foreach ((string stage, TimeSpan time) in new[]
        {
            ("endpoint", t.Endpoint), ("transcribe", t.Transcribe), ("emotion", t.Emotion), ("first_token", t.FirstToken),
            ("first_sentence", t.FirstSentence), ("first_audio", t.FirstAudio), ("total", t.Total), ("response", t.Response),
        })
            _stages.WithLabels(stage).Observe(Math.Max(0, time.TotalSeconds));
        _requests.WithLabels(report.Heard.Request.Name()).Inc();
        if (t.Speech <= TimeSpan.Zero)
            return;
        _speech.Inc(t.Speech.TotalSeconds);
        _realTime.Observe(Math.Max(0, t.Transcribe / t.Speech));
    }

    private void SetState(ConversationState now)
    {
        foreach (ConversationState state in Enum.GetValues<ConversationState>())
            _state.WithLabels(Label(state)).Set(state == now ? 1 : 0);
    }

    private static string Label<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
