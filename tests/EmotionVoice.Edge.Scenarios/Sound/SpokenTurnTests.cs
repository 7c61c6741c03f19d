using System.Text.Json;
using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Evaluation;
using EmotionVoice.Edge.Models;
using EmotionVoice.Edge.Testing.SoundServer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Scenarios.Sound;

/// <summary>
/// Through the air, nearly: a recording is played into the microphone of a real sound server, the program hears it
/// through PortAudio, and what it answers is recorded from the loudspeaker and understood again.
/// </summary>
public sealed class SpokenTurnTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ModelProfile.Standard)]
    [InlineData(ModelProfile.Embedded)]
    public async Task WhatTheLoudspeakerPlaysIsTheReplyThatTheProgramPrints(string profile)
    {
        // Whisper understands a synthetic voice better; without it Moonshine has to do.
        await using ServiceProvider ears = Ears(profile);
        await using PulseServer server = await PulseServer.StartAsync(Token);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(s_limit);
        await using Recorder recorder = await Recorder.StartAsync(server, limit.Token);
        await using ChildProcess program = EmotionVoiceProgram.Start(
            server.Environment,
            // "Let me think" on a busy machine is heard and is no part of the reply.
            "run", "--json", "--once", "--profile", profile, "--microphone", "default", "--speaker", "default", "--set", "Silence:AcknowledgeAfter=00:00:00");
        await program.WaitForErrorAsync("Ready", limit.Token);

        await server.SpeakAsync(Path.Combine(AppContext.BaseDirectory, "Recordings", "hello.wav"), limit.Token);
        string line = await program.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException(await program.ErrorsAsync());
        Assert.Equal(ExitCodes.Ok, await program.EndAsync(limit.Token));
        float[] heard = await recorder.EndAsync(limit.Token);

        JsonElement turn = JsonDocument.Parse(line).RootElement;
        string said = turn.GetProperty("transcript").GetProperty("text").GetString()!;
        string reply = turn.GetProperty("reply").GetProperty("text").GetString()!;
        ErrorRate words = ErrorRate.OfWords("Thank you. I am so sad today, because my best friend moved away.", said);
        Assert.True(words.Percent <= 15, $"heard “{said}”");
        Transcript answer = await ears.GetRequiredService<ITranscriber>().TranscribeAsync(Trim(heard), TranscriptionRequest.In("en"), limit.Token);
        ErrorRate answered = ErrorRate.OfWords(reply, answer.Text);
        // Its replies vary, and some ("has you") Whisper can't tell from others in espeak-ng's voice: letters show as well that nothing is missing.
        ErrorRate letters = ErrorRate.OfCharacters(reply, answer.Text);
        Assert.True(answered.Percent <= 15 || (profile == ModelProfile.Embedded && letters.Percent <= 25), $"said “{reply}”, the loudspeaker played “{answer.Text}”");
        TestContext.Current.TestOutputHelper?.WriteLine($"“{said}” → “{reply}”, played back as “{answer.Text}”: WER {answered.Percent:F1} %");
    }

    // The program's own transcriber, out of the settings that it is started with.
    private static ServiceProvider Ears(string profile)
    {
        IConfigurationRoot configuration = SettingsSource.Load(use: null, [new("Models:Profile", "auto")]);
        ServiceCollection services = new();
        services.AddLogging();
        services.AddEmotionVoice(configuration);
        ServiceProvider provider = services.BuildServiceProvider();
        ModelServices models = provider.GetRequiredService<ModelServices>();
        ModelSelection wanted = ModelSelection.Choose(models.Store, new ModelsOptions { Profile = profile });
        if (!wanted.Models.All(models.Store.IsPresent))
            Assert.Skip($"The models of the profile {profile} are not here. To get them: emotionvoice models fetch {profile}");
        return provider;
    }

    private static float[] Trim(float[] sound)
    {
        int first = Array.FindIndex(sound, sample => MathF.Abs(sample) > 0.01f);
        int last = Array.FindLastIndex(sound, sample => MathF.Abs(sample) > 0.01f);
        Assert.True(first >= 0, "The loudspeaker stayed silent.");
        int margin = AudioFormat.SampleRateHz / 4;
        return sound[Math.Max(0, first - margin)..Math.Min(sound.Length, last + margin)];
    }
}
