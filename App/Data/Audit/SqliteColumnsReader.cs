using System.Collections.Immutable;
using GovernanceDashboard.Data.Facts;
using GovernanceDashboard.Domain;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data.Audit;

/// <summary>Tells which columns of some tables were read, and when last. Along the key table by table: cost grows with the reads of these tables.</summary>
internal static class SqliteColumnsReader
{
    // ?1 is the snapshot, ?2 the table, ?3 the end in milliseconds, ?4 the traits that no allowed read has.
    private const string Wanted =
        "table_id = (SELECT id FROM audit_table WHERE name = ?2) AND (traits & ?4) = 0 AND +file_id IN (SELECT id FROM audit_file WHERE recorded_by <= ?1 AND (superseded_by IS NULL OR superseded_by > ?1))";

    /// <summary>By table, in the order given. Reads that begin at <paramref name="to"/> or later are left out.</summary>
    public static ImmutableArray<ColumnsRead> Read(
        SqliteConnection connection,
        int snapshot,
        IEnumerable<TableName> tables,
        DateTimeOffset to,
        CancellationToken cancellationToken
    )
    {
        var read = ImmutableArray.CreateBuilder<ColumnsRead>();
        foreach (var table in tables)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var rows = new SqliteStatement(
                connection,
                $"""
                WITH used AS (
                    SELECT columns_id, traits, max(at) AS last_at FROM audit_read WHERE at < ?3 AND {Wanted} GROUP BY columns_id, traits
                    UNION ALL
                    SELECT columns_id, traits, max(last_at) FROM audit_day WHERE first_at < ?3 AND {Wanted} GROUP BY columns_id, traits
                )
                SELECT coalesce(audit_columns.name, ''), traits, max(last_at)
                FROM used LEFT JOIN audit_columns ON audit_columns.id = columns_id
                GROUP BY 1, traits ORDER BY 1, traits
                """
            );
            rows.Bind(1, snapshot)
                .Bind(2, table.ToString())
                .Bind(3, to.ToUnixTimeMilliseconds())
                .Bind(4, (int)(AuditTraits.Write | AuditTraits.Denied));
            while (rows.Step())
            {
                read.Add(
                    new(
                        table,
                        rows.Text(0),
                        ((AuditTraits)rows.Long(1)).Channel(),
                        DateTimeOffset.FromUnixTimeMilliseconds(rows.Long(2))
                    )
                );
            }
        }

        return read.ToImmutable();
    }
}
