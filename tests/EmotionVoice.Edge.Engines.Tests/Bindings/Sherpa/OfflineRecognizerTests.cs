using EmotionVoice.Edge.Engines.Tests.Sherpa;
using SherpaOnnx;

namespace EmotionVoice.Edge.Engines.Tests.Bindings.Sherpa;

public class OfflineRecognizerTests
{
    [Fact]
    public void MoonshineHearsTheWords()
    {
        Local.NeedSherpa();
        OfflineRecognizerConfig config = new();
        config.ModelConfig.Moonshine.Encoder = Local.Model("moonshine-tiny-en/encoder_model.onnx");
        config.ModelConfig.Moonshine.MergedDecoder = Local.Model("moonshine-tiny-en/decoder_model_merged.onnx");
        config.ModelConfig.Tokens = Local.Model("moonshine-tiny-en/tokens.txt");
        float[] clip = Local.Clip("clips/en/LJ001-0002.wav");
        using OfflineRecognizer recognizer = new(config);
        using OfflineStream stream = recognizer.CreateStream();

        stream.AcceptWaveform(16_000, clip);
        recognizer.Decode(stream);

        OfflineRecognizerResult result = stream.Result;
        Assert.Contains("modern", result.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(result.Text.Trim(), string.Concat(result.Tokens).Trim());
        Assert.Null(result.Timestamps);
    }
}
