using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Diagnostics;
using EmotionVoice.Edge.Hosting;
using Prometheus;

namespace EmotionVoice.Edge.Api.Metrics;

/// <summary>What the parts of the program know about themselves, asked when somebody looks.</summary>
internal sealed class ProgramMetrics
{
    private readonly IMicrophone _microphone;
    private readonly TurnLoop _turnLoop;
    private readonly CaptureHeartbeat _heartbeat;
    private readonly BoardTemperature _temperature;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly Counter _frames;
    private readonly Counter _utterances;
    private readonly Gauge _busy;
    private readonly Gauge _capture;
    private readonly Gauge _celsius;
    private readonly Gauge _memory;
    private readonly Gauge _uptime;

    public ProgramMetrics(CollectorRegistry registry, IMicrophone microphone, TurnLoop turnLoop, CaptureHeartbeat heartbeat, BoardTemperature temperature, TimeProvider clock)
    {
        (_microphone, _turnLoop, _heartbeat, _temperature, _clock, _start) = (microphone, turnLoop, heartbeat, temperature, clock, clock.GetTimestamp());
        IMetricFactory make = Prometheus.Metrics.WithCustomRegistry(registry);
        _frames = make.CreateCounter("emotionvoice_microphone_dropped_frames_total", "Frames of 32 ms from the microphone that nobody took in time.");
        _utterances = make.CreateCounter("emotionvoice_utterances_dropped_total", "Utterances that got no answer because too many waited.");
        _busy = make.CreateGauge("emotionvoice_turn_in_progress", "1 while an utterance waits for its answer or is being answered, else 0.");
        _capture = make.CreateGauge("emotionvoice_capture_age_seconds", "Time since the capture loop last moved, in seconds: what the watchdog looks at; NaN before the first frame.");
        _celsius = make.CreateGauge("emotionvoice_board_temperature_celsius", "The processor's temperature, in degrees Celsius; NaN where nothing tells it.");
        _memory = make.CreateGauge("emotionvoice_process_resident_memory_bytes", "Memory of the daemon, in bytes.");
        _uptime = make.CreateGauge("emotionvoice_uptime_seconds", "Time since the start, in seconds.");
    }

    public void Refresh()
    {
        _frames.IncTo(_microphone.DroppedFrames);
        _utterances.IncTo(_turnLoop.DroppedUtterances);
        _busy.Set(_turnLoop.Activity.IsBusy ? 1 : 0);
        _capture.Set(_heartbeat.Age?.TotalSeconds ?? double.NaN);
        _celsius.Set(_temperature.Celsius() ?? double.NaN);
        _memory.Set(ProcessMemory.Read().ResidentBytes);
        _uptime.Set(_clock.GetElapsedTime(_start).TotalSeconds);
    }
}
