using System.Globalization;
using Microsoft.Data.Sqlite;

namespace EmotionVoice.Edge.State;

/// <summary>
/// The SQLite file of a conversation, open: exchanges as text, or as bytes where they are encrypted. What is deleted is
/// overwritten, and gone from the write-ahead log too after <see cref="Settle"/>. Used by one thread at a time.
/// </summary>
internal sealed class ConversationFile : IDisposable
{
    /// <summary>Of the tables below; a file with a higher one was made by a newer program.</summary>
    private const int Version = 1;

    // A log of writes rather than of what they replace: one slow flush of an SD card less a turn. A power cut may take the
    // newest turns, never the file.
    private const string Settings = """
        PRAGMA secure_delete = ON;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        PRAGMA temp_store = MEMORY;
        """;

    private const string Tables = """
        CREATE TABLE exchange (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, body ANY NOT NULL) STRICT;
        CREATE TABLE clock (id INTEGER PRIMARY KEY CHECK (id = 1), seen INTEGER NOT NULL) STRICT;
        PRAGMA user_version = 1;
        """;

    private readonly SqliteConnection _connection;

    private ConversationFile(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens it for its owner alone, and makes it where there is none.</summary>
    /// <exception cref="SqliteException">It can't be opened, or is no such file.</exception>
    /// <exception cref="InvalidDataException">A newer program made it, or it is damaged.</exception>
    public static ConversationFile Open(string path)
    {
        // The log beside it gets the same mode from SQLite.
        OwnersFile.Make(path);
        ConversationFile file = new(new SqliteConnection(Address(path, SqliteOpenMode.ReadWrite)));
        try
        {
            file.Begin();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Only to look at it, beside a daemon that uses it.</summary>
    /// <inheritdoc cref="Open"/>
    public static ConversationFile Look(string path)
    {
        ConversationFile file = new(new SqliteConnection(Address(path, SqliteOpenMode.ReadOnly)));
        try
        {
            file._connection.Open();
            file.Check();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <returns>Time stamps in milliseconds since 1970; bodies are strings or bytes; by id.</returns>
    public List<(long Id, long At, object Body)> Exchanges()
    {
        using SqliteCommand command = Command("SELECT id, at, body FROM exchange ORDER BY id");
        using SqliteDataReader reader = command.ExecuteReader();
        List<(long, long, object)> rows = [];
        while (reader.Read())
            rows.Add((reader.GetInt64(0), reader.GetInt64(1), reader.GetValue(2)));
        return rows;
    }

    /// <summary>Milliseconds since 1970; null in a new file.</summary>
    public long? Seen()
    {
        using SqliteCommand command = Command("SELECT seen FROM clock");
        return command.ExecuteScalar() as long?;
    }

    public SqliteTransaction BeginChange() => _connection.BeginTransaction();

    public void Put(long id, long at, object body) =>
        Run("INSERT INTO exchange (id, at, body) VALUES ($id, $at, $body) ON CONFLICT (id) DO UPDATE SET at = $at, body = $body", ("$id", id), ("$at", at), ("$body", body));

    public void Remove(long id) => Run("DELETE FROM exchange WHERE id = $id", ("$id", id));

    public void RemoveAll() => Run("DELETE FROM exchange");

    public void See(long now) => Run("INSERT INTO clock (id, seen) VALUES (1, $seen) ON CONFLICT (id) DO UPDATE SET seen = $seen", ("$seen", now));

    /// <summary>Empties the log: what was overwritten in the file stands nowhere else either.</summary>
    /// <returns>False while another program reads the file.</returns>
    public bool Settle()
    {
        using SqliteCommand command = Command("PRAGMA wal_checkpoint(TRUNCATE)");
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() && reader.GetInt64(0) == 0;
    }

    public void Dispose() => _connection.Dispose();

    private void Begin()
    {
        _connection.Open();
        Run(Settings);
        if (Number("PRAGMA user_version") == 0 && Number("SELECT count(*) FROM sqlite_schema") == 0)
        {
            using SqliteTransaction making = BeginChange();
            Run(Tables);
            making.Commit();
        }

        Check();
    }

    private void Check()
    {
        long version = Number("PRAGMA user_version");
        if (version != Version)
            throw new InvalidDataException(version > Version ? "a newer version of this program made it" : "it holds something else");
        using SqliteCommand check = Command("PRAGMA quick_check(1)");
        if (check.ExecuteScalar() is not "ok")
            throw new InvalidDataException("it is damaged");
    }

    private long Number(string sql)
    {
        using SqliteCommand command = Command(sql);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private void Run(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using SqliteCommand command = Command(sql);
        foreach ((string name, object value) in values)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql)
    {
        // With the transaction that is open, if one is.
        SqliteCommand command = _connection.CreateCommand();
#pragma warning disable CA2100 // All of it is a constant of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private static string Address(string path, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 1 }.ToString();
}
