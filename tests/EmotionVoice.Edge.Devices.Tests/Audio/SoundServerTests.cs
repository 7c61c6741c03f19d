using System.Globalization;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Devices.Tests.Children;
using EmotionVoice.Edge.Testing.SoundServer;

namespace EmotionVoice.Edge.Devices.Tests.Audio;

/// <summary>The real path: this program, PortAudio, ALSA, PulseAudio and back.</summary>
public sealed class SoundServerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_catalog_lists_the_servers_devices_and_says_which_is_the_default()
    {
        await using PulseServer server = await PulseServer.StartAsync(Token);
        await using ChildProcess child = TestChild.Start(server.Environment, "devices");
        Assert.Equal(0, await child.EndAsync(Token));

        Assert.Equal(["none"], child.Said("problem"));
        Assert.Contains(child.Said("device"), device => device.Contains("|default|", StringComparison.Ordinal) && device.EndsWith("|True|True", StringComparison.Ordinal));
        Assert.Contains(child.Said("device"), device => device.Contains("|kitchen|", StringComparison.Ordinal));
        Assert.Equal("", await child.ErrorsAsync());
    }

    [Fact]
    public async Task Without_any_sound_system_the_catalog_is_empty_and_quiet()
    {
        // Debian's PortAudio 19.6 aborts on a configuration without any device, so there is one: it can't be opened.
        string configuration = Path.GetTempFileName();
        await File.WriteAllTextAsync(configuration, "pcm.!default { type pulse hint { show on description \"Default\" } }\n", Token);
        Dictionary<string, string> nothing = new() { ["PULSE_SERVER"] = "unix:/nonexistent", ["ALSA_CONFIG_PATH"] = configuration };
        await using ChildProcess child = TestChild.Start(nothing, "devices");
        Assert.Equal(0, await child.EndAsync(Token));
        Assert.Empty(child.Said("device"));

        await using ChildProcess microphone = TestChild.Start(nothing, "capture", "default", "1", configuration + ".wav");
        await microphone.WaitForAsync("lost", Token);
        Assert.Equal(3, await microphone.EndAsync(Token));
        File.Delete(configuration);
        File.Delete(configuration + ".wav");

        if (child.Said("problem")[0].Contains("libportaudio2", StringComparison.Ordinal))
            Assert.Skip("PortAudio is not installed: apt install libportaudio2");
        Assert.Contains("No microphone was found", microphone.Said("lost")[0], StringComparison.Ordinal);
        Assert.Equal("", await child.ErrorsAsync());
    }

    [Theory]
    [InlineData("default", 1)]
    [InlineData("KITCH", 2)]
    public async Task What_is_spoken_into_the_microphone_arrives_complete(string device, int channels)
    {
        await using PulseServer server = await PulseServer.StartAsync(Token);
        float[] spoken = Sound.Murmur(3 * AudioFormat.SampleRateHz, seed: 1);
        Sound.Write(server.PathTo("spoken.wav"), [.. spoken, .. new float[2 * AudioFormat.SampleRateHz]]); // what ends last is on its way when the player has ended

        await using ChildProcess child = TestChild.Start(server.Environment, "capture", device, channels.ToString(CultureInfo.InvariantCulture), server.PathTo("heard.wav"));
        await child.WaitForAsync("recording", Token);
        await server.SpeakAsync(server.PathTo("spoken.wav"), Token);
        Assert.Equal(0, await child.EndAsync(Token));

        Assert.Equal(["0"], child.Said("dropped"));
        Assert.Empty(child.Said("gap"));
        (double correlation, _) = Sound.Find(spoken, Sound.Read(server.PathTo("heard.wav")));
        Assert.True(correlation > 0.97, $"correlation {correlation:0.000}");
    }

    [Theory]
    [InlineData(48_000)]
    [InlineData(22_050)]
    public async Task What_is_played_comes_out_complete_and_is_known_to_be_heard(int rateHz)
    {
        await using PulseServer server = await PulseServer.StartAsync(Token);
        float[] reply = Sound.Murmur(2 * AudioFormat.SampleRateHz, seed: 2);
        Sound.Write(server.PathTo("reply.wav"), reply);

        await using Recorder recorder = await Recorder.StartAsync(server, Token);
        await using ChildProcess child = TestChild.Start(server.Environment, "play", "default", rateHz.ToString(CultureInfo.InvariantCulture), server.PathTo("reply.wav"));
        Assert.Equal(0, await child.EndAsync(Token));

        Assert.Equal(["0"], child.Said("underruns"));
        Assert.Equal(child.Said("enqueued"), child.Said("heard"));
        Assert.InRange(double.Parse(child.Said("seconds")[0], CultureInfo.InvariantCulture), 2.0, 3.0);
        (double correlation, _) = Sound.Find(reply, await recorder.EndAsync(Token));
        Assert.True(correlation > 0.97, $"correlation {correlation:0.000}");
    }

    [Fact]
    public async Task An_interrupted_reply_falls_silent_where_it_says_it_was_heard()
    {
        await using PulseServer server = await PulseServer.StartAsync(Token);
        float[] reply = Sound.Murmur(3 * AudioFormat.SampleRateHz, seed: 3);
        Sound.Write(server.PathTo("reply.wav"), reply);

        await using Recorder recorder = await Recorder.StartAsync(server, Token);
        await using ChildProcess child = TestChild.Start(server.Environment, "interrupt", "default", server.PathTo("reply.wav"));
        Assert.Equal(0, await child.EndAsync(Token));

        int heard = int.Parse(child.Said("heard")[0], CultureInfo.InvariantCulture);
        float[] recorded = await recorder.EndAsync(Token);
        (double correlation, int at) = Sound.Find(reply[..6_000], recorded);
        Assert.True(correlation > 0.97, $"correlation {correlation:0.000}");
        int last = Array.FindLastIndex(recorded, sample => MathF.Abs(sample) > 0.002f);
        Assert.InRange(last - at, heard - 800, heard + 160); // the ramp's end is too soft to see
        Assert.InRange(heard, 8_000, 14_400);
    }

    [Fact]
    public async Task When_the_sound_server_dies_both_sides_say_so_instead_of_hanging()
    {
        await using PulseServer server = await PulseServer.StartAsync(Token);
        Sound.Write(server.PathTo("long.wav"), Sound.Murmur(60 * AudioFormat.SampleRateHz, seed: 4));
        await using ChildProcess microphone = TestChild.Start(server.Environment, "capture", "default", "1", server.PathTo("heard.wav"));
        await using ChildProcess speaker = TestChild.Start(server.Environment, "play", "default", "48000", server.PathTo("long.wav"));
        await microphone.WaitForAsync("recording", Token);
        await speaker.WaitForAsync("playing", Token);

        server.Kill();

        await microphone.WaitForAsync("lost", Token).WaitAsync(Limit, Token);
        await speaker.WaitForAsync("lost", Token).WaitAsync(Limit, Token);
        Assert.Equal(3, await microphone.EndAsync(Token).WaitAsync(Limit, Token));
        Assert.Equal(3, await speaker.EndAsync(Token).WaitAsync(Limit, Token));
    }
}
