using System.Text;
using GovernanceDashboard.Data.Audit;
using GovernanceDashboard.Data.Facts.Cached;
using GovernanceDashboard.Data.Records;
using GovernanceDashboard.Domain;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data.Facts;

/// <summary>Opens <c>estate.db</c> and holds its schema.</summary>
internal sealed class SqliteEstate(DataFolder folder, TimeProvider clock)
{
    public const string FileName = "estate.db";

    private const int SchemaVersion = 1;
    private const int BusyMilliseconds = 60_000; // another process may be importing: half a minute at full size

    private static readonly TimeSpan s_makes = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private bool _hasSchema;

    /// <summary>A connection of its own, never pooled: closing the last one folds the log back into the file.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = folder.File(FileName),
                Mode = SqliteOpenMode.ReadWriteCreate,
                Pooling = false,
                ForeignKeys = true,
                DefaultTimeout = BusyMilliseconds / 1000,
            }.ConnectionString
        );
        try
        {
            Begin(connection);
            // FULL: a power cut after the report said "imported" must not take the snapshot back.
            Run(
                connection,
                "PRAGMA synchronous = FULL; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 0"
            );
            return connection;
        }
        catch (SqliteException fault) when (SqliteFaults.Of(fault) is { } inWords)
        {
            connection.Dispose();
            throw inWords;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // only ever our own constants
        command.CommandText = sql;
#pragma warning restore CA2100
        try
        {
            command.ExecuteNonQuery();
        }
        catch (SqliteException fault) when (SqliteFaults.Of(fault) is { } inWords)
        {
            throw inWords;
        }
    }

    // One at a time until the schema stands: a file that another thread is making is empty for a moment.
    private void Begin(SqliteConnection connection)
    {
        lock (_gate)
        {
            CheckLength();
            connection.Open();
            Run(connection, $"PRAGMA busy_timeout = {BusyMilliseconds}");
            EnsureSchema(connection);
        }
    }

    /// <summary>
    /// SQLite takes a file without a byte for a new database, and the start would put a demonstration where an estate was. Only a file made this moment
    /// may be empty: another process is making the database.
    /// </summary>
    private void CheckLength()
    {
        var file = new FileInfo(folder.File(FileName));
        if (file is { Exists: true, Length: 0 } && !File.Exists(file.FullName + "-wal"))
        {
            if (WasImportedInto())
            {
                throw SqliteFaults.Damaged(
                    "it is empty, and what lies beside it shows that something was imported into it"
                );
            }

            if (clock.GetUtcNow() - file.LastWriteTimeUtc > s_makes)
            {
                throw SqliteFaults.Damaged(
                    "it is empty. If nothing was imported into this data folder yet, delete the file and start again"
                );
            }
        }
    }

    // What is kept ready is made of snapshots, and each import has an entry in the activity log.
    private bool WasImportedInto()
    {
        if (
            Directory.Exists(folder.File(FactCache.FolderName))
            && Directory.EnumerateFiles(folder.File(FactCache.FolderName)).Any()
        )
        {
            return true;
        }

        if (!File.Exists(folder.File(RecordsDatabase.FileName)))
        {
            return false;
        }

        try
        {
            using var records = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = folder.File(RecordsDatabase.FileName),
                    Mode = SqliteOpenMode.ReadOnly,
                    Pooling = false,
                }.ConnectionString
            );
            records.Open();
            using var import = new SqliteStatement(records, "SELECT 1 FROM activity WHERE action = 'import' LIMIT 1");
            return import.Step();
        }
        catch (Exception unreadable) when (unreadable is SqliteException or StoreException)
        {
            return false; // it says nothing, then; whoever needs it says what is wrong with it
        }
    }

    private void EnsureSchema(SqliteConnection connection)
    {
        lock (_gate)
        {
            if (_hasSchema)
            {
                return;
            }

            // WAL: readers never wait for an import, and an import killed in the middle leaves no trace in the file.
            Run(connection, "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL");
            using var transaction = connection.BeginTransaction(deferred: false);
            switch (Version(connection))
            {
                case 0:
                    Run(connection, Schema());
                    break;
                case SchemaVersion:
                    AddKinds(connection);
                    break;
                default:
                    throw new InvalidDataException($"{FileName} was made by another version of the product.");
            }

            SqliteAuditSchema.Ensure(connection);
            transaction.Commit();
            _hasSchema = true;
        }
    }

    // An older version of the product made the file without the kinds that came since; it passes over those it does not know.
    private static void AddKinds(SqliteConnection connection)
    {
        if (!HasKnownFrom(connection))
        {
            Run(connection, "ALTER TABLE observation ADD COLUMN known_from INTEGER");
        }

        foreach (var kind in FactKinds.All.Where(kind => !Exists(connection, kind.Table)))
        {
            Run(connection, Schema(kind));
        }
    }

    private static bool HasKnownFrom(SqliteConnection connection)
    {
        using var found = new SqliteStatement(
            connection,
            "SELECT 1 FROM pragma_table_info('observation') WHERE name = 'known_from'"
        );
        return found.Step();
    }

    private static bool Exists(SqliteConnection connection, string table)
    {
        using var found = new SqliteStatement(
            connection,
            $"SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '{table}'"
        );
        return found.Step();
    }

    private static long Version(SqliteConnection connection)
    {
        using var version = new SqliteStatement(connection, "PRAGMA user_version");
        version.Step();
        return version.Long(0);
    }

    private static string Schema()
    {
        var sql = new StringBuilder(
            $"""
            PRAGMA user_version = {SchemaVersion};
            CREATE TABLE snapshot (
                id INTEGER PRIMARY KEY,
                taken_at INTEGER NOT NULL UNIQUE,
                facts_from INTEGER NOT NULL,
                imported_at INTEGER NOT NULL,
                digest TEXT NOT NULL,
                counts TEXT NOT NULL,
                quality TEXT NOT NULL,
                is_demo INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE source_file (
                id INTEGER PRIMARY KEY,
                snapshot_id INTEGER NOT NULL REFERENCES snapshot (id),
                name TEXT NOT NULL,
                sha256 TEXT NOT NULL,
                bytes INTEGER NOT NULL,
                accepted INTEGER NOT NULL,
                refused INTEGER NOT NULL,
                UNIQUE (snapshot_id, name)
            ) STRICT;
            CREATE TABLE observation (
                snapshot_id INTEGER NOT NULL REFERENCES snapshot (id),
                kind TEXT NOT NULL,
                known_from INTEGER,
                PRIMARY KEY (snapshot_id, kind)
            ) STRICT, WITHOUT ROWID;

            """
        );
        foreach (var kind in FactKinds.All)
        {
            sql.Append(Schema(kind));
        }

        return sql.ToString();
    }

    private static string Schema(FactKind kind) =>
        $"""
            CREATE TABLE {kind.Table} (
                id INTEGER PRIMARY KEY,
                key TEXT NOT NULL,
                body TEXT NOT NULL,
                valid_from INTEGER NOT NULL,
                valid_from_not_before INTEGER,
                valid_to INTEGER,
                valid_to_not_before INTEGER,
                recorded_by INTEGER NOT NULL REFERENCES snapshot (id),
                superseded_by INTEGER REFERENCES snapshot (id),
                source_id INTEGER REFERENCES source_file (id),
                is_closed INTEGER NOT NULL,
                CHECK (valid_to IS NULL OR valid_to > valid_from),
                CHECK (superseded_by IS NULL OR superseded_by > recorded_by)
            ) STRICT;
            CREATE INDEX {kind.Table}_key ON {kind.Table} (key, valid_from);

            """;
}
