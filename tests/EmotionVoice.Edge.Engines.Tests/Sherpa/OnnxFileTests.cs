using EmotionVoice.Edge.Engines.Sherpa;

namespace EmotionVoice.Edge.Engines.Tests.Sherpa;

public class OnnxFileTests
{
    // ir_version 8; a graph of 3 bytes; metadata "sample_rate" = "22050".
    private static readonly byte[] s_model =
    [
        0x08, 0x08,
        0x3A, 0x03, 0x01, 0x02, 0x03,
        0x72, 0x14, 0x0A, 0x0B, .. "sample_rate"u8, 0x12, 0x05, .. "22050"u8,
    ];

    [Fact]
    public void AWholeFileIsAcceptedWithItsMetadata()
    {
        Assert.True(OnnxFile.TryReadMetadata(new MemoryStream(s_model), out IReadOnlyDictionary<string, string> metadata));
        Assert.Equal("22050", metadata["sample_rate"]);
    }

    [Fact]
    public void EveryCutIsNoticedUnlessItFallsBetweenFields()
    {
        int[] noticed = [.. Enumerable.Range(0, s_model.Length).Where(
            length => !OnnxFile.TryReadMetadata(new MemoryStream(s_model[..length]), out _))];
        Assert.Equal(Enumerable.Range(0, s_model.Length).Except([7]), noticed);
    }

    [Fact]
    public void ATextIsNotAModel() =>
        Assert.False(OnnxFile.TryReadMetadata(new MemoryStream("version https://git-lfs.github.com/spec/v1"u8.ToArray()), out _));
}
