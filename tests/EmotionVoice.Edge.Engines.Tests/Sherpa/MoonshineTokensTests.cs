using System.Text;
using EmotionVoice.Edge.Engines.Sherpa;

namespace EmotionVoice.Edge.Engines.Tests.Sherpa;

/// <summary>That the published tokenizer gives the reference list is checked by the fetcher: the list's hash is in the catalogue.</summary>
public class MoonshineTokensTests
{
    [Fact]
    public void BytesSpacesAndSpecialPiecesAreWrittenAsMoonshineReadsThem()
    {
        string[] vocabulary = [.. Enumerable.Range(0, 32_000).Select(id => "p" + id)];
        vocabulary[3] = "<0x00>";
        vocabulary[13] = "<0x0A>";
        vocabulary[259] = "▁▁";
        string script = $"const llama_vocab_base64 = \"{Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join('\n', vocabulary)))}\";";

        string[] lines = MoonshineTokens.FromLlamaTokenizer(script).Split('\n');

        Assert.Equal(32_769, lines.Length);
        Assert.Equal(["cDA= 0", "AA== 3", "Cg== 13", "ICA= 259"], [lines[0], lines[3], lines[13], lines[259]]);
        Assert.Equal($"{Convert.ToBase64String("<<ST_0>>"u8)} 32000", lines[32_000]);
        Assert.Equal("", lines[^1]);
    }

    [Fact]
    public void AnotherScriptIsRefused()
    {
        Assert.Throws<InvalidDataException>(() => MoonshineTokens.FromLlamaTokenizer("export default {}"));
        Assert.Throws<InvalidDataException>(() => MoonshineTokens.FromLlamaTokenizer("llama_vocab_base64 = \"cDA=\""));
    }
}
