using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Memory;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.State;
using EmotionVoice.Edge.Testing;
using EmotionVoice.Edge.Tests.Models;
using EmotionVoice.Edge.Tests.Observers.Mqtt;
using Microsoft.Data.Sqlite;

namespace EmotionVoice.Edge.Tests.State;

[SupportedOSPlatform("linux")]
public sealed class SqliteConversationStoreTests : IDisposable
{
    private const string Secret = "My password is swordfish";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TestFolder _folder = new();
    private readonly FakeClock _clock = new();
    private readonly LogLines<SqliteConversationStore> _log = new();
    private readonly List<IDisposable> _open = [];

    public void Dispose()
    {
        _open.ForEach(open => open.Dispose());
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatIsKeptIsReadAgain(bool encrypted)
    {
        byte[]? key = encrypted ? Key(1) : null;
        KeptConversation kept = Of(
            new Exchange("안녕하세요, \"친구\"", EmotionLabel.Happy, "ko", "반가워요."),
            new Exchange("Stop.", EmotionLabel.Angry, "en", "I was just", IsCut: true));
        Store(key).Save(kept);

        KeptConversation read = Store(key).Load();

        Assert.Equal(kept.Exchanges, read.Exchanges);
        Assert.Equal(kept.Seen, read.Seen);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void OnlyItsOwnerMayReadIt()
    {
        File.WriteAllBytes(Store().Path, []);
        File.SetUnixFileMode(Store().Path, OwnerOnly | UnixFileMode.OtherRead | UnixFileMode.GroupRead);
        Store().Save(Of(Said(Secret)));

        string[] files = Directory.GetFiles(_folder.Path);
        Assert.Contains(files, file => file.EndsWith("-wal", StringComparison.Ordinal));
        Assert.All(files, file => Assert.Equal(OwnerOnly, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void WhatIsEncryptedCantBeReadOnTheDisk()
    {
        SqliteConversationStore store = Store(Key(1));
        store.Save(Of(Said(Secret)));

        Assert.False(IsOnDisk("swordfish"));
        Assert.False(IsOnDisk("I see."));
        store.Dispose();
        Assert.False(IsOnDisk("swordfish"));
    }

    [Fact]
    public void WhatWasKeptInClearIsEncryptedOnceThereIsAKey()
    {
        KeptConversation kept = Of(Said(Secret));
        SqliteConversationStore clear = Store();
        clear.Save(kept);
        clear.Dispose();
        Assert.True(IsOnDisk("swordfish"));

        Assert.Equal(kept.Exchanges, Store(Key(1)).Load().Exchanges);
        Assert.False(IsOnDisk("swordfish"));
        Assert.Equal(kept.Exchanges, Store(Key(1)).Load().Exchanges);
    }

    [Fact]
    public void WhatLeavesTheConversationLeavesTheDisk()
    {
        SqliteConversationStore store = Store();
        KeptConversation kept = Of(Said(Secret), Said("Good morning."));
        store.Save(kept);
        Assert.True(IsOnDisk("swordfish"));

        store.Save(kept with { Exchanges = [kept.Exchanges[1]] });

        Assert.False(IsOnDisk("swordfish"));
        Assert.True(IsOnDisk("Good morning."));
    }

    [Fact]
    public void WhatWasNotHeardOfAReplyLeavesTheDisk()
    {
        SqliteConversationStore store = Store();
        store.Save(Of(Said("Hello", "First this. Then swordfish.")));
        store.Save(Of(Said("Hello", "First this.") with { IsCut = true }));

        Assert.False(IsOnDisk("swordfish"));
    }

    [Fact]
    public void WhatIsForgottenIsGoneWithItsFiles()
    {
        SqliteConversationStore store = Store();
        store.Save(Of(Said(Secret)));
        File.WriteAllText(store.Damaged, Secret);
        File.WriteAllText(store.Damaged + "-wal", Secret);

        store.Erase();

        Assert.Empty(Directory.GetFiles(_folder.Path));
        store.Save(Of(Said("Good morning.")));
        Assert.Single(Store().Load().Exchanges);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void ForgettingOverwritesBeforeItDeletes()
    {
        SqliteConversationStore store = Store();
        store.Save(Of(Said(Secret)));
        // What is deleted can still be read by who has it open.
        using FileStream still = new(store.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

        store.Erase();

        Assert.False(File.Exists(store.Path));
        byte[] left = new byte[still.Length];
        still.ReadExactly(left);
        Assert.True(left.AsSpan().IndexOf("CREATE TABLE exchange"u8) > 0);
        Assert.True(left.AsSpan().IndexOf("swordfish"u8) < 0);
    }

    [Fact]
    public void ForgettingNothingIsNoError()
    {
        Store().Erase();
        new SqliteConversationStore(_folder["missing"], null, new MemoryOptions(), _clock, _log).Erase();

        Assert.Empty(_log.Lines);
    }

    [Theory]
    [InlineData("it is damaged")]
    [InlineData("it holds something else")]
    [InlineData("a newer version of this program made it")]
    [InlineData("it was encrypted with another key, or is damaged")]
    [InlineData("it is encrypted, and Memory:KeyFile names no key")]
    public void AFileThatCantBeUsedIsPutAsideAndTold(string problem)
    {
        bool anotherKey = problem.Contains("another key", StringComparison.Ordinal);
        SqliteConversationStore before = Store(problem.Contains("encrypted", StringComparison.Ordinal) ? Key(1) : null);
        before.Save(Of(Said(Secret)));
        before.Dispose();
        switch (problem)
        {
            case "it is damaged":
                File.WriteAllBytes(before.Path, Bytes.Of(5_000));
                break;
            case "it holds something else":
                Sql("UPDATE exchange SET body = '{'");
                break;
            case "a newer version of this program made it":
                Sql("PRAGMA user_version = 2");
                break;
        }

        SqliteConversationStore store = Store(anotherKey ? Key(2) : null);

        Assert.Empty(store.Load().Exchanges);
        Assert.True(File.Exists(store.Damaged));
        Assert.False(File.Exists(store.Path));
        Assert.Equal($"The kept conversation can't be used ({problem}); the file is now {store.Damaged}, and the conversation begins anew.", Assert.Single(_log.Lines).Text);
        store.Save(Of(Said("Good morning.")));
        Assert.Single(Store(anotherKey ? Key(2) : null).Load().Exchanges);
    }

    [Fact]
    public void AFileThatIsCutOffIsPutAside()
    {
        SqliteConversationStore before = Store();
        before.Save(Of([.. Enumerable.Range(0, 40).Select(i => Said(new string('a', 400) + i))]));
        before.Dispose();
        using (FileStream file = File.OpenWrite(before.Path))
            file.SetLength(file.Length / 2);

        Assert.Empty(Store().Load().Exchanges);
        Assert.True(File.Exists(before.Damaged));
    }

    [Fact]
    public void OneThatBreaksUnderTheDaemonIsReplacedByWhatIsRemembered()
    {
        SqliteConversationStore store = Store();
        store.Save(Of(Said("Good morning.")));
        Sql("DROP TABLE exchange");

        KeptConversation more = Of(Said("Good morning."), Said("And now?"));
        store.Save(more);

        Assert.Equal(more.Exchanges, Store().Load().Exchanges);
        Assert.True(File.Exists(store.Damaged));
    }

    [Theory]
    [InlineData(23, true)]
    [InlineData(24, false)]
    [InlineData(-25, false)]
    public void WhatWasPutAsideGoesWhenItsTimeIsOver(int hoursLater, bool stillThere)
    {
        File.WriteAllBytes(Store().Path, Bytes.Of(5_000));
        Assert.Empty(Store().Load().Exchanges);
        _clock.Set = TimeSpan.FromHours(hoursLater);

        Store().Save(Of(Said("Good morning.")));

        Assert.Equal(stillThere, File.Exists(Store().Damaged));
    }

    [Fact]
    public void AWriteThatFailsKeepsWhatWasThere()
    {
        SqliteConversationStore store = Store();
        KeptConversation kept = Of(Said("Good morning."));
        store.Save(kept);
        using (SqliteConnection other = Connection())
        {
            other.Open();
            using SqliteTransaction writing = other.BeginTransaction();
            Assert.Throws<IOException>(() => store.Save(Of(Said("Good morning."), Said("More."))));
        }

        Assert.Equal(kept.Exchanges, Store().Load().Exchanges);
        KeptConversation more = Of(Said("Good morning."), Said("More."));
        store.Save(more);
        Assert.Equal(more.Exchanges, Store().Load().Exchanges);
    }

    [Fact]
    public void AFolderThatCantBeMadeIsAnErrorOfTheDisk()
    {
        File.WriteAllText(_folder["file"], "");
        SqliteConversationStore store = new(_folder["file"], null, new MemoryOptions(), _clock, _log);

        Assert.Empty(store.Load().Exchanges);
        Assert.Throws<IOException>(() => store.Save(Of(Said("Hello."))));
    }

    [Fact]
    public void WhatAReaderHoldsIsOverwrittenWhenItEnds()
    {
        SqliteConversationStore store = Store();
        KeptConversation kept = Of(Said(Secret), Said("Good morning."));
        store.Save(kept);
        KeptConversation later = kept with { Exchanges = [kept.Exchanges[1]] };
        using (SqliteConnection reader = Connection())
        {
            reader.Open();
            using SqliteTransaction reading = reader.BeginTransaction(deferred: true);
            using SqliteCommand count = new("SELECT count(*) FROM exchange", reader, reading);
            Assert.Equal(2L, count.ExecuteScalar());
            Assert.Throws<IOException>(() => store.Save(later));
        }

        store.Save(later);
        Assert.False(IsOnDisk("swordfish"));
    }

    private SqliteConversationStore Store(byte[]? key = null)
    {
        ExchangeSeal? seal = key is null ? null : new ExchangeSeal(key);
        SqliteConversationStore store = new(_folder.Path, seal, new MemoryOptions(), _clock, _log);
        _open.Add(store);
        return store;
    }

    private SqliteConnection Connection() => new($"Data Source={_folder["conversation.db"]};Pooling=false");

    private void Sql(string sql)
    {
        using SqliteConnection connection = Connection();
        connection.Open();
#pragma warning disable CA2100 // the test's own
        using SqliteCommand command = new(sql, connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private bool IsOnDisk(string text) => Directory.GetFiles(_folder.Path)
        .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    private KeptConversation Of(params Exchange[] exchanges) =>
        new([.. exchanges.Select((exchange, i) => new KeptExchange(i + 1, _clock.GetUtcNow().AddMinutes(i - 60), exchange))], _clock.GetUtcNow());

    private static Exchange Said(string words, string reply = "I see.") => new(words, EmotionLabel.Sad, "en", reply);

    private static byte[] Key(byte seed) => SHA256.HashData([seed]);
}
