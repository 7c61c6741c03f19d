using System.Globalization;
using System.Text.RegularExpressions;
using EmotionVoice.Edge.Api.Metrics;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Emotion.Acoustics;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Tests.Api.Metrics;

public sealed partial class MetricsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryLineIsInPrometheusFormatAndEveryMetricHasHelpTypeAndUnit()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        DeviceMetrics metrics = doors.Get<DeviceMetrics>();
        metrics.Take(new TurnCompleted(1, Report(2)));
        metrics.Take(new WakeHeard("alexa", 1));
        using (await doors.GetAsync("/nothing"))
        {
        }

        string[] lines = (await doors.Http.GetStringAsync("/metrics", Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        HashSet<string> helped = [], typed = [];
        foreach (string line in lines)
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal))
                Assert.True(helped.Add(line.Split(' ')[2]) && line.Split(' ', 4)[3].Length > 10, line);
            else if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
                Assert.True(typed.Add(line.Split(' ')[2]), line);
            else
            {
                Match sample = Sample().Match(line);
                Assert.True(sample.Success, line);
                string name = Suffix().Replace(sample.Groups["name"].Value, "");
                Assert.True(typed.Contains(name) || typed.Contains(sample.Groups["name"].Value), line);
                Assert.True(double.TryParse(sample.Groups["value"].Value.Replace("Inf", "Infinity", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out _), line);
            }
        }

        Assert.Equal(helped, typed);
        Assert.InRange(typed.Count, 25, 100);
        // A number of things, 0 or 1, or a unit in the name.
        Assert.All(typed, name => Assert.Matches("^emotionvoice_[a-z_]+(_total|_seconds|_bytes|_celsius|_ratio|_state|_lost|_in_progress|_requests|_observers)$", name));
    }

    [Fact]
    public async Task TheHistogramsAddUpToTheTurnsPlayed()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        DeviceMetrics metrics = doors.Get<DeviceMetrics>();
        for (int i = 1; i <= 3; i++)
            metrics.Take(new TurnCompleted(i, Report(i)));
        metrics.Take(new TurnIgnored(4, TranscriptRejection.NoWords));
        metrics.Take(new TurnFailed(5, "no"));
        metrics.Take(new StateChanged(ConversationState.Thinking));

        string text = await doors.Http.GetStringAsync("/metrics", Token);

        Assert.Contains("emotionvoice_turns_total{outcome=\"answered\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("emotionvoice_turns_total{outcome=\"ignored\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("emotionvoice_turns_total{outcome=\"failed\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("emotionvoice_turn_stage_seconds_sum{stage=\"total\"} 6\n", text, StringComparison.Ordinal);
        Assert.Contains("emotionvoice_turn_stage_seconds_count{stage=\"total\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("emotionvoice_turn_stage_seconds_bucket{stage=\"total\",le=\"2\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("emotionvoice_speech_heard_seconds_total 6\n", text, StringComparison.Ordinal);
        Assert.Contains("emotionvoice_conversation_state{state=\"thinking\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("emotionvoice_conversation_state{state=\"listening\"} 0\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownAddressesAreOneSeries()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        for (int i = 0; i < 5; i++)
            using (await doors.GetAsync($"/nothing/{i}"))
            {
            }

        string text = await doors.Http.GetStringAsync("/metrics", Token);

        Assert.Contains("emotionvoice_api_request_seconds_count{route=\"none\",method=\"GET\",status=\"404\"} 5\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/nothing", text, StringComparison.Ordinal);
    }

    private static TurnReport Report(double seconds)
    {
        TimeSpan time = TimeSpan.FromSeconds(seconds);
        Understood heard = new(new Transcript("Hello.", "en", 1, 0), TranscriptRejection.None, null, null, FusedEmotion.Unknown, AcousticFeatureExtractor.Extract(Some.Speech(TimeSpan.FromSeconds(1))), time, time);
        return new TurnReport(heard, new SpokenReply("Hi.", "fake", Prosody.Plain, time, time, time, time), new TurnTimings(time, time, time, time, time, time, time, time) { Response = time });
    }

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*",?)*\})? (?<value>\S+)$""")]
    private static partial Regex Sample();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();
}
