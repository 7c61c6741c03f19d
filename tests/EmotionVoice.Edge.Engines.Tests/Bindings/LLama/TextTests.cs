using System.Text;
using EmotionVoice.Edge.Engines.Tests.Llama;
using LLama;
using LLama.Common;
using LLama.Exceptions;
using LLama.Native;

namespace EmotionVoice.Edge.Engines.Tests.Bindings.LLama;

public sealed class TextTests : IDisposable
{
    private readonly LLamaWeights _weights = LLamaWeights.LoadFromFile(new ModelParams(LlamaTestModels.Reply));

    public void Dispose() => _weights.Dispose();

    [Theory]
    [InlineData("I lost my keys on the bus today.")]
    [InlineData("오늘 회사에서 너무 힘들었어요. 뷁!")]
    [InlineData("Mixed 한국어 and English, 12.5 °C 🙂")]
    [InlineData("")]
    public void TextSurvivesTheWayThroughTokens(string text)
    {
        LLamaToken[] tokens = _weights.Tokenize(text, false, false, Encoding.UTF8);
        StreamingTokenDecoder decoder = new(Encoding.UTF8, _weights);
        decoder.AddRange(tokens);
        Assert.Equal(text, decoder.Read());
    }

    [Fact]
    public void ACharacterIsHeldBackUntilAllItsBytesAreThere()
    {
        // The emoji is in no piece of this vocabulary, so it comes as single bytes.
        LLamaToken[] tokens = _weights.Tokenize("🙂", false, false, Encoding.UTF8);
        Assert.True(tokens.Length >= 4);
        StreamingTokenDecoder decoder = new(Encoding.UTF8, _weights);
        foreach (LLamaToken token in tokens[..^1])
        {
            decoder.Add(token);
            Assert.Equal(0, decoder.AvailableCharacters);
        }

        decoder.Add(tokens[^1]);
        Assert.Equal("🙂", decoder.Read());
        Assert.Equal("", decoder.Read());
    }

    [Fact]
    public void ControlTokensAreReadOnlyWhereAskedForAndVanishInText()
    {
        const string Text = "<|im_end|>";
        LLamaToken control = Assert.Single(_weights.Tokenize(Text, false, true, Encoding.UTF8));
        Assert.True(control.IsControl(_weights.Vocab));
        Assert.True(control.IsEndOfGeneration(_weights.Vocab));
        Assert.Equal(Text, _weights.Vocab.LLamaTokenToString(control, true));
        Assert.True(_weights.Tokenize(Text, false, false, Encoding.UTF8).Length > 1);

        StreamingTokenDecoder decoder = new(Encoding.UTF8, _weights);
        decoder.Add(control);
        Assert.Equal("", decoder.Read());
    }

    [Fact]
    public void TheModelsTemplateWritesChatMl()
    {
        LLamaTemplate template = new(_weights) { AddAssistant = true };
        template.Add("system", "Be kind.").Add("user", "[sad] 힘들었어.");
        Assert.Equal(
            "<|im_start|>system\nBe kind.<|im_end|>\n<|im_start|>user\n[sad] 힘들었어.<|im_end|>\n<|im_start|>assistant\n",
            LLamaTemplate.Encoding.GetString(template.Apply()));
    }

    [Fact]
    public void AnUnknownTemplateIsRefused()
    {
        LLamaTemplate template = new("no template at all");
        template.Add("user", "Hi");
        Assert.Throws<MissingTemplateException>(() => template.Apply());
    }
}
