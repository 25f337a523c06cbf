using System.Collections.Immutable;
using GovernanceDashboard.Data.Facts;
using GovernanceDashboard.Domain;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data.Audit;

/// <summary>Reads the allowed reads of many tables in one pass.</summary>
internal static class SqliteReadsReader
{
    private const int CheckEvery = 50_000;

    // ?1 is the snapshot, ?2 and ?3 the stretch in milliseconds.
    private const string InFiles =
        "file_id IN (SELECT id FROM audit_file WHERE recorded_by <= ?1 AND (superseded_by IS NULL OR superseded_by > ?1))";

    /// <summary>Columns are left out: who read what and when is all that is asked.</summary>
    public static ImmutableArray<AuditedUse> AllowedReads(
        SqliteConnection connection,
        int snapshot,
        Func<TableName, bool> isWanted,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    )
    {
        var tables = Names(connection, "audit_table")
            .Where(table => TableName.TryParse(table.Name, out var name) && isWanted(name))
            .ToDictionary(table => table.Id, table => TableName.TryParse(table.Name, out var name) ? name : default);
        var reads = ImmutableArray.CreateBuilder<AuditedUse>();
        if (tables.Count == 0)
        {
            return [];
        }

        var logins = Names(connection, "audit_login").ToDictionary(login => login.Id, login => login.Name);
        Read(
            $"SELECT table_id, login_id, traits, count, at, at FROM audit_read WHERE at >= ?2 AND at < ?3 AND {InFiles}",
            isExact: true
        );
        Read(
            $"SELECT table_id, login_id, traits, count, first_at, last_at FROM audit_day WHERE last_at >= ?2 AND first_at < ?3 AND {InFiles}",
            isExact: false
        );
        return reads.ToImmutable();

        void Read(string query, bool isExact)
        {
            using var rows = new SqliteStatement(connection, query);
            rows.Bind(1, snapshot).Bind(2, from.ToUnixTimeMilliseconds()).Bind(3, to.ToUnixTimeMilliseconds());
            for (var seen = 0L; rows.Step(); seen++)
            {
                if (seen % CheckEvery == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                var traits = (AuditTraits)rows.Long(2);
                if (
                    traits.Action() == AuditAction.Read
                    && !traits.HasFlag(AuditTraits.Denied)
                    && tables.TryGetValue(rows.Long(0), out var table)
                )
                {
                    reads.Add(
                        new(
                            table,
                            logins[rows.Long(1)],
                            "",
                            AuditAction.Read,
                            traits.Channel(),
                            true,
                            DateTimeOffset.FromUnixTimeMilliseconds(rows.Long(4)),
                            DateTimeOffset.FromUnixTimeMilliseconds(rows.Long(5)),
                            rows.Long(3),
                            isExact
                        )
                    );
                }
            }
        }
    }

    internal static List<(long Id, string Name)> Names(SqliteConnection connection, string table)
    {
        var names = new List<(long, string)>();
        using var rows = new SqliteStatement(connection, $"SELECT id, name FROM {table}");
        while (rows.Step())
        {
            names.Add((rows.Long(0), rows.Text(1)));
        }

        return names;
    }
}
