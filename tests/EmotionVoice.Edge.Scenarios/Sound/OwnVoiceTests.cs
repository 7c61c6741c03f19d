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

    private static readonly string[] s_box =
    [
        "module-null-sink sink_name=out rate=48000 norewinds=1",
        "module-null-sink sink_name=mic_in rate=48000 norewinds=1",
        "module-remap-source source_name=mic master=mic_in.monitor",
        "module-loopback source=out.monitor sink=mic_in latency_msec=60 adjust_time=0",
    ];

    [Fact]
    public async Task TheDaemonAnswersWhoSpeaksToItAndNeverItself()
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(s_limit);
        await using PulseServer server = await PulseServer.StartAsync(s_box, limit.Token);
        await using ChildProcess daemon = Start(server);
        try
        {
            await daemon.WaitForErrorAsync("Ready", limit.Token);
            for (int turn = 0; turn < Turns; turn++)
            {
                await server.SpeakAsync(s_hello, limit.Token);
                // The line comes when the answer has been heard to its end.
                await AssertHeardAsync(daemon, limit.Token);
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

    [Fact]
    public async Task WhoSpeaksIntoTheAnswerEndsItAndIsHeardWhole()
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(s_limit);
        await using PulseServer server = await PulseServer.StartAsync(s_box, limit.Token);
        await using ChildProcess daemon = Start(server);
        try
        {
            await daemon.WaitForErrorAsync("Ready", limit.Token);
            for (int turn = 0; turn < 2; turn++)
            {
                await server.SpeakAsync(s_hello, limit.Token);
                await AssertHeardAsync(daemon, limit.Token);
            }

            await using Recorder ear = await Recorder.StartAsync(server, limit.Token);
            await server.SpeakAsync(s_hello, limit.Token);
            await ear.WaitForSoundAsync(limit.Token);
            await server.SpeakAsync(s_hello, limit.Token);
            string cut = await AssertHeardAsync(daemon, limit.Token);
            Assert.False(cut.Length > 0 && char.IsPunctuation(cut[^1]), $"the answer went on to its end: “{cut}”");
            await AssertHeardAsync(daemon, limit.Token);
        }
        finally
        {
            TestContext.Current.TestOutputHelper?.WriteLine(daemon.ErrorsSoFar());
        }
    }

    private static ChildProcess Start(PulseServer server) => EmotionVoiceProgram.Start(
        server.Environment, "run", "--json", "--profile", ModelProfile.Embedded, "--set", "Endpointing:Silence=00:00:01", "--set", "Audio:WaitForDevices=true");

    /// <returns>The reply, as far as it was heard.</returns>
    private static async Task<string> AssertHeardAsync(ChildProcess daemon, CancellationToken cancellationToken)
    {
        string line = await daemon.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException(await daemon.ErrorsAsync());
        JsonElement turn = JsonDocument.Parse(line).RootElement;
        string said = turn.GetProperty("transcript").GetProperty("text").GetString()!;
        string reply = turn.GetProperty("reply").GetProperty("text").GetString()!;
        TestContext.Current.TestOutputHelper?.WriteLine($"“{said}” → “{reply}”");
        ErrorRate words = ErrorRate.OfWords("Thank you. I am so sad today, because my best friend moved away.", said.Replace("-", "", StringComparison.Ordinal));
        Assert.True(words.Percent <= 15, $"heard “{said}”");
        return reply;
    }
}
