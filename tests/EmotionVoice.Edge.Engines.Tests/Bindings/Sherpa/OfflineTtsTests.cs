using EmotionVoice.Edge.Engines.Tests.Sherpa;
using SherpaOnnx;

namespace EmotionVoice.Edge.Engines.Tests.Bindings.Sherpa;

public class OfflineTtsTests
{
    [Fact]
    public void OneCallbackASentenceAndAllSamplesInTheEnd()
    {
        using OfflineTts tts = Create();
        List<int> parts = [];

        OfflineTtsGeneratedAudio audio = tts.GenerateWithCallback("Hello there. How are you?", 1, 0, (samples, n) =>
        {
            Assert.NotEqual(0, samples);
            parts.Add(n);
            return 1;
        });

        Assert.Equal(2, parts.Count);
        Assert.Equal(22_050, audio.SampleRate);
        Assert.Equal(audio.NumSamples, audio.Samples.Length);
        Assert.InRange(audio.NumSamples, 15_000, 80_000);
        audio.Dispose();
    }

    [Fact]
    public void ZeroFromTheCallbackStops()
    {
        using OfflineTts tts = Create();
        int calls = 0;
        OfflineTtsGenerationConfig config = new() { Speed = 1.1f, SilenceScale = 1 };

        OfflineTtsGeneratedAudio audio = tts.GenerateWithConfig("One. Two. Three. Four.", config, (_, _, _, _) =>
        {
            calls++;
            return 0;
        });

        Assert.Equal(1, calls);
        audio.Dispose();
    }

    [Fact]
    public void AFasterSpeedIsShorter()
    {
        using OfflineTts tts = Create();
        OfflineTtsGeneratedAudio slow = tts.Generate("The museum opens at nine in the morning.", 0.85f, 0);
        OfflineTtsGeneratedAudio fast = tts.Generate("The museum opens at nine in the morning.", 1.2f, 0);
        Assert.True(slow.NumSamples > fast.NumSamples * 1.1, $"{slow.NumSamples} and {fast.NumSamples} samples");
        slow.Dispose();
        fast.Dispose();
    }

    private static OfflineTts Create()
    {
        Local.NeedSherpa();
        OfflineTtsConfig config = new();
        config.Model.Vits.Model = Local.Model("vits-piper-en_US-joe-medium/model.onnx");
        config.Model.Vits.Tokens = Local.Model("vits-piper-en_US-joe-medium/tokens.txt");
        config.Model.Vits.DataDir = Local.Model("vits-piper-en_US-joe-medium/espeak-ng-data");
        return new OfflineTts(config);
    }
}
