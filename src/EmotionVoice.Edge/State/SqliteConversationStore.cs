using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Memory;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.State;

/// <summary>A conversation in a SQLite file that its owner alone may read; encrypted where there is a seal. Used by one thread at a time.</summary>
internal sealed class SqliteConversationStore(string folder, ExchangeSeal? seal, MemoryOptions options, TimeProvider clock, ILogger<SqliteConversationStore> log)
    : IConversationStore, IDisposable
{
    // https://sqlite.org/rescode.html
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    private static readonly string[] s_endings = ["", "-wal", "-shm"];

    // What the file holds.
    private readonly Dictionary<long, KeptExchange> _saved = [];
    private ConversationFile? _file;
    private bool _unsettled;

    public string Path { get; } = PathIn(folder);

    public string Damaged => $"{Path}.damaged";

    public static string PathIn(string folder) => System.IO.Path.Combine(folder, "conversation.db");

    /// <summary>Whether anything is kept or put aside.</summary>
    public bool Exists => File.Exists(Path) || File.Exists(Damaged);

    public KeptConversation Load()
    {
        try
        {
            try
            {
                DropOldDamaged();
                if (File.Exists(Path))
                    return Read();
            }
            catch (Exception e) when (Problem(e) is not null)
            {
                PutAside(Problem(e)!);
            }
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            Close();
            log.ConversationUnreadable(e, Path);
        }

        return KeptConversation.Nothing;
    }

    public void Save(KeptConversation conversation) => Change(() =>
    {
        try
        {
            Write(conversation);
        }
        catch (Exception e) when (Problem(e) is not null)
        {
            // It broke under the daemon: what is remembered goes into a new one.
            PutAside(Problem(e)!);
            Write(conversation);
        }
    });

    public void Erase() => Change(() =>
    {
        if (!Directory.Exists(folder))
            return;
        try
        {
            Overwrite();
        }
        catch (Exception e) when (e is SqliteException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // Overwriting takes space too, and a file that is whole. Without it, it is only deleted.
            log.ConversationNotOverwritten(e.Message);
        }

        Close();
        Delete(Path);
        Delete(Damaged);
    });

    public void Dispose() => Close();

    private KeptConversation Read()
    {
        ConversationFile file = Open();
        _saved.Clear();
        bool asItShouldBe = true;
        foreach ((long id, long at, object body) in file.Exchanges())
        {
            _saved[id] = new KeptExchange(id, DateTimeOffset.FromUnixTimeMilliseconds(at), Decode(body, id));
            asItShouldBe &= body is string == seal is null;
        }

        DateTimeOffset seen = DateTimeOffset.FromUnixTimeMilliseconds(file.Seen() ?? 0);
        KeptConversation conversation = new([.. _saved.Values.OrderBy(exchange => exchange.Id)], seen);
        // A key is new here: what stands there in clear is written again.
        if (!asItShouldBe)
        {
            _saved.Clear();
            Write(conversation);
        }

        return conversation;
    }

    private void Write(KeptConversation conversation)
    {
        DropOldDamaged();
        OwnersFile.MakeFolder(folder);
        ConversationFile file = Open();
        long[] gone = [.. file.Exchanges().Select(row => row.Id).Except(conversation.Exchanges.Select(exchange => exchange.Id))];
        KeptExchange[] changed = [.. conversation.Exchanges.Where(exchange => _saved.GetValueOrDefault(exchange.Id) != exchange)];
        using (SqliteTransaction change = file.BeginChange())
        {
            foreach (long id in gone)
                file.Remove(id);
            foreach (KeptExchange exchange in changed)
                file.Put(exchange.Id, exchange.At.ToUnixTimeMilliseconds(), Encode(exchange));
            file.See(conversation.Seen.ToUnixTimeMilliseconds());
            change.Commit();
        }

        _unsettled |= gone.Length > 0 || changed.Any(exchange => _saved.ContainsKey(exchange.Id));
        _saved.Clear();
        foreach (KeptExchange exchange in conversation.Exchanges)
            _saved.Add(exchange.Id, exchange);
        Settle(file);
    }

    private void Overwrite()
    {
        if (_file is null && !File.Exists(Path))
            return;
        ConversationFile file = Open();
        file.RemoveAll();
        _saved.Clear();
        _unsettled = true;
        Settle(file);
    }

    // Only what was removed or replaced must not stay in the log; what was added may wait.
    private void Settle(ConversationFile file)
    {
        if (!_unsettled)
            return;
        if (!file.Settle())
            throw new IOException($"Another program reads {Path}, and what was deleted can't be overwritten until it ends.");
        _unsettled = false;
    }

    private object Encode(KeptExchange exchange)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(exchange.Exchange, ExchangeJson.Default.Exchange);
        return seal is null ? Encoding.UTF8.GetString(text) : seal.Close(text, exchange.Id);
    }

    private Exchange Decode(object body, long id)
    {
        byte[] text = body switch
        {
            string clear => Encoding.UTF8.GetBytes(clear),
            byte[] closed when seal is not null => seal.Open(closed, id),
            byte[] => throw new InvalidDataException("it is encrypted, and Memory:KeyFile names no key"),
            _ => throw new InvalidDataException("it holds something else"),
        };
        return JsonSerializer.Deserialize(text, ExchangeJson.Default.Exchange) ?? throw new InvalidDataException("it holds something else");
    }

    // What makes the file useless for good, in words; null where a later try may succeed.
    private static string? Problem(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: Corrupt or NotADatabase } => "it is damaged",
        SqliteException { SqliteErrorCode: 1 } => "it holds something else", // a table or column that isn't there
        InvalidDataException e => e.Message,
        JsonException => "it holds something else",
        ArgumentOutOfRangeException => "it holds something else", // a time outside of all calendars
        CryptographicException => "it was encrypted with another key, or is damaged",
        _ => null,
    };

    // Out of the way, not gone: somebody may want to know what happened. It goes when it would have gone by its age.
    private void PutAside(string problem)
    {
        Close();
        _saved.Clear();
        Delete(Damaged);
        foreach (string ending in s_endings)
            if (File.Exists(Path + ending))
                File.Move(Path + ending, Damaged + ending);
        if (File.Exists(Damaged))
            File.SetLastWriteTimeUtc(Damaged, clock.GetUtcNow().UtcDateTime);
        log.ConversationDamaged(problem, Damaged);
    }

    private void DropOldDamaged()
    {
        if (File.Exists(Damaged) && clock.GetUtcNow() - File.GetLastWriteTimeUtc(Damaged) is var age && (age >= options.Retention || age < -options.Retention))
            Delete(Damaged);
    }

    private static void Delete(string file)
    {
        foreach (string ending in s_endings)
            File.Delete(file + ending);
    }

    private void Change(Action change)
    {
        try
        {
            change();
        }
        catch (Exception e) when (e is SqliteException or UnauthorizedAccessException or InvalidDataException)
        {
            Close();
            throw new IOException(e.Message, e);
        }
        catch (IOException)
        {
            Close();
            throw;
        }
    }

    private ConversationFile Open()
    {
        if (_file is null)
        {
            _file = ConversationFile.Open(Path);
            // A daemon that was killed may have left anything in the log.
            _unsettled = true;
        }

        return _file;
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Exchange))]
internal sealed partial class ExchangeJson : JsonSerializerContext;
