using System.Buffers.Binary;
using System.Text;
using EmotionVoice.Edge.Engines.WordEmotion;

namespace EmotionVoice.Edge.Engines.Tests.WordEmotion;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void TensorsAndMetadataAreRead()
    {
        SafetensorsFile file = Write("""{"__metadata__":{"who":"me"},"a":{"dtype":"I8","shape":[2,2],"data_offsets":[0,4]},"b":{"dtype":"F16","shape":[1],"data_offsets":[4,6]},"c":{"dtype":"F32","shape":[1],"data_offsets":[6,10]}}""",
            [1, 0xFF, 127, 0x80, 0x00, 0x3E, 0, 0, 0x20, 0xC0]);
        Assert.Equal("me", file.Metadata("who"));
        Assert.Equal<sbyte>([1, -1, 127, -128], file.Int8("a", 2, 2));
        Assert.Equal([1.5f], file.Float16("b", 1));
        Assert.Equal([-2.5f], file.Float32("c", 1));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"I8","shape":[4],"data_offsets":[0,4]}}""", "cut short")]
    [InlineData("""{"a":{"dtype":"I8","shape":[4],"data_offsets":[0,3]}}""", "cut short")]
    [InlineData("""{"a":{"dtype":"I8","shape":[4],"data_offsets":[-4,0]}}""", "cut short")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,4]}}""", "is F32 [4], expected I8 [4]")]
    [InlineData("""{"a":{"dtype":"I8","shape":[2,2],"data_offsets":[0,4]}}""", "is I8 [2, 2], expected I8 [4]")]
    [InlineData("{}", "has no tensor 'a'")]
    [InlineData("""{"a":{"dtype":"I8"}}""", "header cannot be read")]
    [InlineData("""{"a":7}""", "header cannot be read")]
    [InlineData("[]", "header cannot be read")]
    [InlineData("nonsense", "header cannot be read")]
    public void ADamagedFileIsRefusedWithTheReason(string header, string reason)
    {
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => Write(header, [1, 2, 3]).Int8("a", 4));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains(_path, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, 0 })]
    public void AFileThatIsSomethingElseIsRefused(byte[] bytes)
    {
        File.WriteAllBytes(_path, bytes);
        Assert.Contains("header length", Assert.Throws<InvalidDataException>(() => SafetensorsFile.Load(_path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AModelCutShortIsRefused()
    {
        File.WriteAllBytes(_path, File.ReadAllBytes(WordModel.File)[..1_000_000]);
        Assert.Contains("cut short", Assert.Throws<InvalidDataException>(() => HashedNgramEmotionRecognizer.Load(_path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AModelWithOtherLabelsIsRefused()
    {
        byte[] bytes = File.ReadAllBytes(WordModel.File);
        int at = bytes.AsSpan().IndexOf("angry,"u8);
        "ANGRY,"u8.CopyTo(bytes.AsSpan(at));
        File.WriteAllBytes(_path, bytes);
        Assert.Contains("has to have the labels", Assert.Throws<InvalidDataException>(() => HashedNgramEmotionRecognizer.Load(_path)).Message, StringComparison.Ordinal);
    }

    private SafetensorsFile Write(string header, byte[] body)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        File.WriteAllBytes(_path, [.. length, .. text, .. body]);
        return SafetensorsFile.Load(_path);
    }
}
