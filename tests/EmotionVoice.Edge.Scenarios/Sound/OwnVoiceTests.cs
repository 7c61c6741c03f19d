using System.Text.Json;
using EmotionVoice.Edge.Evaluation;
using EmotionVoice.Edge.Models;
using EmotionVoice.Edge.Testing.SoundServer;

namespace EmotionVoice.Edge.Scenarios.Sound;

/// <summary>Loudspeaker and microphone in one box: a real sound server plays what the daemon says back into its microphone.</summary>
public sealed class OwnVoiceTests
{
    private const int Turns = 4;
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);
    private static readonly string s_hello = Path.Combine(AppContext.BaseDirectory, "Recordings", "hello.wav");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheDaemonAnswersWhoSpeaksToItAndNeverItself()
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(s_limit);
        await using PulseServer server = await PulseServer.StartAsync(
        [
            "module-null-sink sink_name=out rate=48000 norewinds=1",
            "module-null-sink sink_name=mic_in rate=48000 norewinds=1",
            "module-remap-source source_name=mic master=mic_in.monitor",
            "module-loopback source=out.monitor sink=mic_in latency_msec=60 adjust_time=0",
        ], limit.Token);
        await using ChildProcess daemon = EmotionVoiceProgram.Start(
            server.Environment, "run", "--json", "--profile", ModelProfile.Embedded, "--set", "Endpointing:Silence=00:00:01", "--set", "Audio:WaitForDevices=true");
        try
        {
            await daemon.WaitForErrorAsync("Ready", limit.Token);
            for (int turn = 0; turn < Turns; turn++)
            {
                await server.SpeakAsync(s_hello, limit.Token);
                // The line comes when the answer has been heard to its end.
                string line = await daemon.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException(await daemon.ErrorsAsync());
                string said = JsonDocument.Parse(line).RootElement.GetProperty("transcript").GetProperty("text").GetString()!;
                ErrorRate words = ErrorRate.OfWords("Thank you. I am so sad today, because my best friend moved away.", said.Replace("-", "", StringComparison.Ordinal));
                Assert.True(words.Percent <= 15, $"turn {turn + 1}: heard “{said}”");
            }

            // What it might have heard of itself would be answered by now.
            using PeriodicTimer pause = new(TimeSpan.FromSeconds(3));
            await pause.WaitForNextTickAsync(limit.Token);
            daemon.Terminate();
            Assert.Null(await daemon.ReadLineAsync(limit.Token));
            Assert.Contains("The echo of the device's own voice comes", daemon.ErrorsSoFar(), StringComparison.Ordinal);
        }
        finally
        {
            TestContext.Current.TestOutputHelper?.WriteLine(daemon.ErrorsSoFar());
        }
    }
}
