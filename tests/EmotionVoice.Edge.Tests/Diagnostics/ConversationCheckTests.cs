using System.Runtime.Versioning;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Memory;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Diagnostics;
using EmotionVoice.Edge.State;
using EmotionVoice.Edge.Testing;
using EmotionVoice.Edge.Tests.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Tests.Diagnostics;

[SupportedOSPlatform("linux")]
public sealed class ConversationCheckTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, false, nameof(CheckStatus.NotApplicable), "forgotten when the program ends")]
    [InlineData(false, true, nameof(CheckStatus.Warn), "still there")]
    [InlineData(true, false, nameof(CheckStatus.Ok), "nothing yet")]
    [InlineData(true, true, nameof(CheckStatus.Ok), "not encrypted; 1 exchanges")]
    public void SaysWhatIsKept(bool keep, bool file, string status, string detail)
    {
        using SqliteConversationStore store = Store();
        if (file)
            store.Save(new KeptConversation([new KeptExchange(1, default, new Exchange("Hello", EmotionLabel.Happy, "en", "Hi"))], default));

        CheckResult result = ConversationCheck.Judge(new MemoryOptions { Keep = keep }, _folder.Path);

        Assert.Equal(status, result.Status.ToString());
        Assert.Contains(detail, result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatOthersCanReadIsNamed()
    {
        using SqliteConversationStore store = Store();
        store.Save(KeptConversation.Nothing with { Seen = default });
        File.SetUnixFileMode(store.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        CheckResult result = ConversationCheck.Judge(new MemoryOptions { Keep = true }, _folder.Path);

        Assert.Equal((CheckStatus.Warn, $"sudo chmod 600 {store.Path}"), (result.Status, result.Advice));
    }

    [Fact]
    public void ADamagedFileIsAWarning()
    {
        _folder.Write("conversation.db", Bytes.Of(5_000));

        Assert.Equal(CheckStatus.Warn, ConversationCheck.Judge(new MemoryOptions { Keep = true }, _folder.Path).Status);
    }

    private SqliteConversationStore Store() =>
        new(_folder.Path, null, new MemoryOptions(), new FakeClock(), NullLogger<SqliteConversationStore>.Instance);
}
