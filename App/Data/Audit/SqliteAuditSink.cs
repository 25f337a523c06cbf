using GovernanceDashboard.Data.Facts;
using GovernanceDashboard.Domain;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data.Audit;

/// <summary>Stores logged uses inside the import's transaction. Each file is a savepoint of its own, so that one can be forgotten.</summary>
internal sealed class SqliteAuditSink : IAuditSink, IDisposable
{
    public const long DayMilliseconds = 86_400_000;

    private readonly SqliteConnection _connection;
    private readonly int _snapshot;
    private readonly SqliteNames _logins;
    private readonly SqliteNames _tables;
    private readonly SqliteNames _columns;
    private readonly SqliteStatement _read;
    private readonly SqliteStatement _day;
    private readonly Dictionary<int, string> _databases = [];
    private readonly HashSet<(string Database, long Day)> _logged = [];
    private (int Table, long Day) _lastLogged = (-1, 0);
    private AuditRow[] _sorted = [];
    private long _file;
    private string _fileName = "";

    public SqliteAuditSink(SqliteConnection connection, int snapshot)
    {
        _connection = connection;
        _snapshot = snapshot;
        _logins = new(connection, "audit_login");
        _tables = new(connection, "audit_table");
        _columns = new(connection, "audit_columns");
        _read = new(
            connection,
            """
            INSERT INTO audit_read (table_id, at, login_id, columns_id, traits, file_id, count) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT DO UPDATE SET count = count + excluded.count
            """
        );
        _day = new(
            connection,
            """
            INSERT INTO audit_day (table_id, day, login_id, columns_id, traits, file_id, count, first_at, last_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT DO UPDATE SET count = count + excluded.count,
                first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at)
            """
        );
    }

    public int Login(string name) => _logins.Of(name);

    public int Table(TableName name)
    {
        var id = _tables.Of(name.ToString());
        _databases[id] = name.Database;
        return id;
    }

    public int Columns(string names) => names.Length == 0 ? 0 : _columns.Of(names);

    public void Begin(string file)
    {
        using var last = new SqliteStatement(_connection, "SELECT coalesce(max(id), 0) + 1 FROM audit_file");
        last.Step();
        _file = last.Long(0);
        _fileName = file;
        _logged.Clear();
        _lastLogged = (-1, 0);
        SqliteEstate.Run(_connection, "SAVEPOINT audit_file");
    }

    public void AddReads(ReadOnlySpan<AuditRow> rows)
    {
        foreach (ref readonly var row in Sorted(rows))
        {
            Log(row);
            Bind(_read, row, row.First).Run();
        }
    }

    public void AddDays(ReadOnlySpan<AuditRow> rows)
    {
        foreach (ref readonly var row in Sorted(rows))
        {
            Log(row);
            Bind(_day, row, row.First / DayMilliseconds).Bind(8, row.First).Bind(9, row.Last).Run();
        }
    }

    public void End(AuditLogFile file, IReadOnlyList<AuditStream> streams, bool replaces)
    {
        SqliteEstate.Run(_connection, "RELEASE audit_file");
        _logins.Save();
        _tables.Save();
        _columns.Save();
        if (replaces)
        {
            using var supersede = new SqliteStatement(
                _connection,
                "UPDATE audit_file SET superseded_by = ?1 WHERE name = ?2 AND first_at IS ?3 AND superseded_by IS NULL"
            );
            supersede.Bind(1, _snapshot).Bind(2, _fileName).Bind(3, file.First?.ToUnixTimeMilliseconds()).Run();
        }

        using var insert = new SqliteStatement(
            _connection,
            """
            INSERT INTO audit_file (id, name, sha256, content_sha256, events, first_at, last_at, recorded_by)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """
        );
        insert.Bind(1, _file).Bind(2, file.Name).Bind(3, file.Sha256).Bind(4, file.ContentSha256).Bind(5, file.Events);
        insert.Bind(6, file.First?.ToUnixTimeMilliseconds()).Bind(7, file.Last?.ToUnixTimeMilliseconds());
        insert.Bind(8, _snapshot).Run();
        Insert(streams);
        InsertDays(file.Late);
    }

    public AuditTrace Trace() => SqliteAuditReader.Trace(_connection, _snapshot);

    public void Discard() => SqliteEstate.Run(_connection, "ROLLBACK TO audit_file; RELEASE audit_file");

    public void Dispose()
    {
        _logins.Dispose();
        _tables.Dispose();
        _columns.Dispose();
        _read.Dispose();
        _day.Dispose();
    }

    private void Insert(IReadOnlyList<AuditStream> streams)
    {
        using var insert = new SqliteStatement(
            _connection,
            "INSERT INTO audit_stream (file_id, writer, first_number, last_number, is_whole, first_at, last_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
        );
        foreach (var stream in streams)
        {
            insert.Bind(1, _file).Bind(2, stream.Writer).Bind(3, stream.FirstNumber).Bind(4, stream.LastNumber);
            insert.Bind(5, stream.IsWhole ? 1 : 0).Bind(6, stream.First.ToUnixTimeMilliseconds());
            insert.Bind(7, stream.Last.ToUnixTimeMilliseconds()).Run();
        }

        using var origin = new SqliteStatement(
            _connection,
            "INSERT INTO audit_stream_origin (file_id, writer, host, is_hive) VALUES (?1, ?2, ?3, ?4)"
        );
        foreach (var stream in streams)
        {
            origin.Bind(1, _file).Bind(2, stream.Writer).Bind(3, stream.Host).Bind(4, stream.IsHive ? 1 : 0).Run();
        }

        using var gaps = new SqliteStatement(
            _connection,
            "INSERT INTO audit_gap (file_id, writer, first_number, last_number, last_before, first_after) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
        );
        foreach (var stream in streams)
        {
            foreach (var gap in stream.Gaps)
            {
                gaps.Bind(1, _file).Bind(2, stream.Writer).Bind(3, gap.First).Bind(4, gap.Last);
                gaps.Bind(5, gap.LastBefore.ToUnixTimeMilliseconds());
                gaps.Bind(6, gap.FirstAfter.ToUnixTimeMilliseconds()).Run();
            }
        }
    }

    private void InsertDays(long late)
    {
        using var insert = new SqliteStatement(
            _connection,
            "INSERT INTO audit_logged_day (file_id, database, day) VALUES (?1, ?2, ?3)"
        );
        foreach (var (database, day) in _logged)
        {
            insert.Bind(1, _file).Bind(2, database).Bind(3, day).Run();
        }

        if (late > 0)
        {
            using var note = new SqliteStatement(
                _connection,
                "INSERT INTO audit_late (file_id, events) VALUES (?1, ?2)"
            );
            note.Bind(1, _file).Bind(2, late).Run();
        }
    }

    // Rows come by table and instant: nearly every one is of the same table and day as the one before it.
    private void Log(in AuditRow row)
    {
        var seen = (row.Table, row.First / DayMilliseconds);
        if (seen != _lastLogged)
        {
            _lastLogged = seen;
            _logged.Add((_databases[row.Table], seen.Item2));
        }
    }

    private SqliteStatement Bind(SqliteStatement statement, in AuditRow row, long when) =>
        statement
            .Bind(1, row.Table)
            .Bind(2, when)
            .Bind(3, row.Login)
            .Bind(4, row.Columns)
            .Bind(5, (int)row.Traits)
            .Bind(6, _file)
            .Bind(7, row.Count);

    /// <summary>In the order of the key: neighbours go into the same page.</summary>
    private ReadOnlySpan<AuditRow> Sorted(ReadOnlySpan<AuditRow> rows)
    {
        if (_sorted.Length < rows.Length)
        {
            _sorted = new AuditRow[rows.Length];
        }

        var sorted = _sorted.AsSpan(0, rows.Length);
        rows.CopyTo(sorted);
        sorted.Sort(
            static (one, other) =>
            {
                var byTable = one.Table.CompareTo(other.Table);
                return byTable != 0 ? byTable : one.First.CompareTo(other.First);
            }
        );
        return sorted;
    }
}
