using GovernanceDashboard.Data.Facts;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data.Audit;

/// <summary>The tables of logged uses in <c>estate.db</c>. Rows hold numbers only: a name stands once, however often it was logged.</summary>
internal static class SqliteAuditSchema
{
    /// <summary>Columns that end both row tables' keys: events alike in all of them are one row with a higher count.</summary>
    private const string Names =
        "login_id INTEGER NOT NULL, columns_id INTEGER NOT NULL, traits INTEGER NOT NULL, file_id INTEGER NOT NULL, count INTEGER NOT NULL";

    /// <summary>A file made by an older version of the product gets the tables too.</summary>
    public static void Ensure(SqliteConnection connection) =>
        SqliteEstate.Run(
            connection,
            $"""
            CREATE TABLE IF NOT EXISTS audit_login (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
            CREATE TABLE IF NOT EXISTS audit_table (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
            CREATE TABLE IF NOT EXISTS audit_columns (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
            CREATE TABLE IF NOT EXISTS audit_file (
                id INTEGER PRIMARY KEY,
                name TEXT NOT NULL,
                sha256 TEXT NOT NULL,
                content_sha256 TEXT NOT NULL,
                events INTEGER NOT NULL,
                first_at INTEGER,
                last_at INTEGER,
                recorded_by INTEGER NOT NULL REFERENCES snapshot (id),
                superseded_by INTEGER REFERENCES snapshot (id)
            ) STRICT;
            CREATE TABLE IF NOT EXISTS audit_stream (
                file_id INTEGER NOT NULL REFERENCES audit_file (id),
                writer TEXT NOT NULL,
                first_number INTEGER NOT NULL,
                last_number INTEGER NOT NULL,
                is_whole INTEGER NOT NULL,
                first_at INTEGER NOT NULL,
                last_at INTEGER NOT NULL,
                PRIMARY KEY (file_id, writer)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS audit_stream_origin (
                file_id INTEGER NOT NULL REFERENCES audit_file (id),
                writer TEXT NOT NULL,
                host TEXT,
                is_hive INTEGER NOT NULL,
                PRIMARY KEY (file_id, writer)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS audit_gap (
                file_id INTEGER NOT NULL REFERENCES audit_file (id),
                writer TEXT NOT NULL,
                first_number INTEGER NOT NULL,
                last_number INTEGER NOT NULL,
                last_before INTEGER NOT NULL,
                first_after INTEGER NOT NULL,
                PRIMARY KEY (file_id, writer, first_number)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS audit_logged_day (
                file_id INTEGER NOT NULL REFERENCES audit_file (id),
                database TEXT NOT NULL,
                day INTEGER NOT NULL,
                PRIMARY KEY (file_id, database, day)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS audit_late (
                file_id INTEGER PRIMARY KEY REFERENCES audit_file (id),
                events INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE IF NOT EXISTS audit_read (
                table_id INTEGER NOT NULL,
                at INTEGER NOT NULL,
                {Names},
                PRIMARY KEY (table_id, at, login_id, columns_id, traits, file_id)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS audit_day (
                table_id INTEGER NOT NULL,
                day INTEGER NOT NULL,
                {Names},
                first_at INTEGER NOT NULL,
                last_at INTEGER NOT NULL,
                PRIMARY KEY (table_id, day, login_id, columns_id, traits, file_id)
            ) STRICT, WITHOUT ROWID;
            """
        );
}
