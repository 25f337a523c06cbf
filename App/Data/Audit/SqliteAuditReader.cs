using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GovernanceDashboard.Data.Facts;
using GovernanceDashboard.Domain;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data.Audit;

/// <summary>Reads the logged uses that a snapshot believes.</summary>
internal static class SqliteAuditReader
{
    // ?1 is the snapshot.
    private const string Believed = "recorded_by <= ?1 AND (superseded_by IS NULL OR superseded_by > ?1)";

    private static readonly int s_epochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>By name.</summary>
    public static ImmutableArray<AuditLogFile> Files(SqliteConnection connection, int snapshot)
    {
        var files = ImmutableArray.CreateBuilder<AuditLogFile>();
        using var rows = new SqliteStatement(
            connection,
            $"""
            SELECT name, sha256, content_sha256, audit_file.events, first_at, last_at, coalesce(audit_late.events, 0)
            FROM audit_file LEFT JOIN audit_late ON audit_late.file_id = audit_file.id WHERE {Believed} ORDER BY name
            """
        );
        rows.Bind(1, snapshot);
        while (rows.Step())
        {
            files.Add(
                new(
                    rows.Text(0),
                    rows.Text(1),
                    rows.Text(2),
                    rows.Long(3),
                    Instant(rows.NullableLong(4)),
                    Instant(rows.NullableLong(5)),
                    rows.Long(6)
                )
            );
        }

        return files.ToImmutable();
    }

    /// <summary>Grows with files, writers, and databases times days; reads no event.</summary>
    public static AuditTrace Trace(SqliteConnection connection, int snapshot)
    {
        var days = ImmutableArray.CreateBuilder<LoggedDay>();
        using var rows = new SqliteStatement(
            connection,
            $"""
            SELECT DISTINCT database, day FROM audit_logged_day JOIN audit_file ON audit_file.id = file_id
            WHERE {Believed} ORDER BY database, day
            """
        );
        rows.Bind(1, snapshot);
        while (rows.Step())
        {
            days.Add(new(rows.Text(0), DateOnly.FromDayNumber(s_epochDay + (int)rows.Long(1))));
        }

        return new(Files(connection, snapshot), days.ToImmutable(), Streams(connection, snapshot));
    }

    /// <summary>Uses of one table whose instants may lie in <c>[from, to)</c>: by first instant, then login. A day counts where it touches the interval.</summary>
    public static ImmutableArray<AuditedUse> Uses(
        SqliteConnection connection,
        int snapshot,
        TableName table,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    )
    {
        var uses = new List<AuditedUse>();
        using var rows = new SqliteStatement(
            connection,
            $"""
            WITH file AS (SELECT id FROM audit_file WHERE {Believed}),
                 wanted AS (SELECT id FROM audit_table WHERE name = ?2),
                 used AS (
                    SELECT login_id, columns_id, traits, sum(count) AS count, at AS first_at, at AS last_at, 1 AS is_exact
                    FROM audit_read WHERE table_id = (SELECT id FROM wanted) AND at >= ?3 AND at < ?4 AND file_id IN file
                    GROUP BY at, login_id, columns_id, traits
                    UNION ALL
                    SELECT login_id, columns_id, traits, sum(count), min(first_at), max(last_at), 0
                    FROM audit_day WHERE table_id = (SELECT id FROM wanted) AND day >= ?5 AND day <= ?6 AND file_id IN file
                    GROUP BY day, login_id, columns_id, traits
                 )
            SELECT audit_login.name, coalesce(audit_columns.name, ''), traits, count, first_at, last_at, is_exact
            FROM used JOIN audit_login ON audit_login.id = login_id LEFT JOIN audit_columns ON audit_columns.id = columns_id
            WHERE first_at < ?4 AND last_at >= ?3
            ORDER BY first_at, audit_login.name, traits, audit_columns.name
            """
        );
        rows.Bind(1, snapshot).Bind(2, table.ToString());
        rows.Bind(3, from.ToUnixTimeMilliseconds()).Bind(4, to.ToUnixTimeMilliseconds());
        rows.Bind(5, Day(from)).Bind(6, Day(to));
        while (rows.Step())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var traits = (AuditTraits)rows.Long(2);
            uses.Add(
                new(
                    table,
                    rows.Text(0),
                    rows.Text(1),
                    traits.Action(),
                    traits.Channel(),
                    !traits.HasFlag(AuditTraits.Denied),
                    DateTimeOffset.FromUnixTimeMilliseconds(rows.Long(4)),
                    DateTimeOffset.FromUnixTimeMilliseconds(rows.Long(5)),
                    rows.Long(3),
                    rows.Long(6) != 0
                )
            );
        }

        return [.. uses];
    }

    /// <summary>What writers logged without a word on gaps: by file, then writer.</summary>
    public static ImmutableArray<AuditStream> Streams(SqliteConnection connection, int snapshot)
    {
        var streams = ImmutableArray.CreateBuilder<AuditStream>();
        using var rows = new SqliteStatement(
            connection,
            $"""
            SELECT audit_stream.writer, first_number, last_number, is_whole, audit_stream.first_at, audit_stream.last_at, host, is_hive
            FROM audit_stream JOIN audit_file ON audit_file.id = audit_stream.file_id
            LEFT JOIN audit_stream_origin ON audit_stream_origin.file_id = audit_stream.file_id AND audit_stream_origin.writer = audit_stream.writer
            WHERE {Believed} ORDER BY audit_stream.writer, first_number, name
            """
        );
        rows.Bind(1, snapshot);
        while (rows.Step())
        {
            streams.Add(
                new(
                    rows.Text(0),
                    rows.Long(1),
                    rows.Long(2),
                    rows.Long(3) != 0,
                    DateTimeOffset.FromUnixTimeMilliseconds(rows.Long(4)),
                    DateTimeOffset.FromUnixTimeMilliseconds(rows.Long(5))
                )
                {
                    Host = rows.Text(6) is { Length: > 0 } host ? host : null,
                    IsHive = rows.NullableLong(7) == 1,
                }
            );
        }

        return streams.ToImmutable();
    }

    /// <summary>
    /// Numbers that no believed file holds, inside of files and between them: by writer, then instant. Files of a writer that overlap, or number anew, tell of no gap
    /// between them.
    /// </summary>
    public static ImmutableArray<NumberGap> Gaps(SqliteConnection connection, int snapshot)
    {
        var gaps = new List<NumberGap>();
        using (
            var rows = new SqliteStatement(
                connection,
                $"""
                SELECT writer, first_number, last_number, last_before, first_after
                FROM audit_gap JOIN audit_file ON audit_file.id = file_id WHERE {Believed}
                """
            )
        )
        {
            rows.Bind(1, snapshot);
            while (rows.Step())
            {
                gaps.Add(
                    new(
                        rows.Text(0),
                        rows.Long(2) - rows.Long(1) + 1,
                        DateTimeOffset.FromUnixTimeMilliseconds(rows.Long(3)),
                        DateTimeOffset.FromUnixTimeMilliseconds(rows.Long(4))
                    )
                );
            }
        }

        foreach (var writer in Streams(connection, snapshot).GroupBy(stream => stream.Writer, StringComparer.Ordinal))
        {
            AuditStream? before = null;
            foreach (var stream in writer)
            {
                if (before is not null && stream.FirstNumber > before.LastNumber + 1 && stream.First >= before.Last)
                {
                    gaps.Add(new(writer.Key, stream.FirstNumber - before.LastNumber - 1, before.Last, stream.First));
                }

                before = before is null || stream.LastNumber > before.LastNumber ? stream : before;
            }
        }

        return
        [
            .. gaps.OrderBy(gap => gap.Writer, StringComparer.Ordinal)
                .ThenBy(gap => gap.LastBefore)
                .ThenBy(gap => gap.FirstAfter),
        ];
    }

    /// <summary>
    /// Adds what the snapshot's digest says of logs: each file's name and content. What was kept of it follows from the content and from the
    /// facts, so that rows need not be read again.
    /// </summary>
    public static void Digest(SqliteConnection connection, int snapshot, IncrementalHash hash)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var file in Files(connection, snapshot))
        {
            var text = Encoding.UTF8.GetBytes($"audit\n{file.Name}\n{file.ContentSha256}");
            BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
            hash.AppendData(length);
            hash.AppendData(text);
        }
    }

    private static long Day(DateTimeOffset instant) =>
        (long)Math.Floor(instant.ToUnixTimeMilliseconds() / (double)SqliteAuditSink.DayMilliseconds);

    private static DateTimeOffset? Instant(long? milliseconds) =>
        milliseconds is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}
