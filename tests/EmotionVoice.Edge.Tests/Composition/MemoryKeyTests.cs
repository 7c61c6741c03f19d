using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Dialogue.Memory;
using EmotionVoice.Edge.Tests.Models;

namespace EmotionVoice.Edge.Tests.Composition;

public sealed class MemoryKeyTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly List<string> _problems = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheKeyIsReadFromTheFileOrTheCredential()
    {
        byte[] key = Bytes.Of(32);
        string file = _folder.Write("key", System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(key) + "\n"));

        Assert.Equal(key, MemoryKey.Read(new MemoryOptions { KeyFile = file }, _ => null, _problems));
        Assert.Equal(key, MemoryKey.Read(new MemoryOptions { KeyCredential = "key" }, name => name == "CREDENTIALS_DIRECTORY" ? _folder.Path : null, _problems));
        Assert.Null(MemoryKey.Read(new MemoryOptions(), _ => null, _problems));
        Assert.Empty(_problems);
    }

    [Theory]
    [InlineData("not base64 at all")]
    [InlineData("c2hvcnQ=")]
    [InlineData("")]
    public void AKeyOfAnotherKindIsToldHowToMakeOne(string text)
    {
        string file = _folder.Write("key", System.Text.Encoding.ASCII.GetBytes(text));

        Assert.Null(MemoryKey.Read(new MemoryOptions { KeyFile = file }, _ => null, _problems));
        Assert.Equal($"Memory:KeyFile: {file} holds no key of 32 bytes in Base64. Make one with: openssl rand -base64 32", Assert.Single(_problems));
    }

    [Fact]
    public void AMissingFileIsNamedWhereTheMemoryIsOnOnly()
    {
        MemoryOptions options = new() { Keep = true, KeyFile = _folder["missing"] };
        Assert.Contains(_folder["missing"], new MemoryKeyCheck().Validate(null, options).FailureMessage, StringComparison.Ordinal);

        options.Keep = false;
        Assert.True(new MemoryKeyCheck().Validate(null, options).Succeeded);
    }

    [Fact]
    public void TheKeyHasOneSource()
    {
        MemoryOptions options = new() { KeyFile = "a", KeyCredential = "b/c" };

        Assert.Equal(
            ["Memory:KeyCredential: the key has one source; remove this or Memory:KeyFile.", "Memory:KeyCredential: this is a name, not a path."],
            new MemoryKeyRules().Validate(null, options).Failures);
    }
}
