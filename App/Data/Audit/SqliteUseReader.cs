using GovernanceDashboard.Data.Facts;
using GovernanceDashboard.Domain;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data.Audit;

/// <summary>
/// Hands every allowed read that a snapshot believes to a visitor, one after another: memory does not grow with the log. Columns and files are added up by
/// the store, along its key, so that nothing has to be sorted.
/// </summary>
internal static class SqliteUseReader
{
    private const int CheckEvery = 50_000;

    // ?1 is the snapshot, ?2 the end in milliseconds, ?3 the traits that no allowed read has.
    private const string Wanted =
        "(traits & ?3) = 0 AND +file_id IN (SELECT id FROM audit_file WHERE recorded_by <= ?1 AND (superseded_by IS NULL OR superseded_by > ?1))";

    /// <summary>Exact reads first, by table and instant; then those of days together, by table and day. One that begins at <paramref name="to"/> or later is left out.</summary>
    public static void Each(
        SqliteConnection connection,
        int snapshot,
        DateTimeOffset to,
        Action<LoggedRead> visit,
        CancellationToken cancellationToken
    )
    {
        var tables = SqliteReadsReader
            .Names(connection, "audit_table")
            .ToDictionary(table => table.Id, table => TableName.TryParse(table.Name, out var name) ? name : default);
        var logins = SqliteReadsReader
            .Names(connection, "audit_login")
            .ToDictionary(login => login.Id, login => login.Name);
        Read(
            $"""
            SELECT table_id, login_id, max(traits), sum(count), at, at FROM audit_read
            WHERE at < ?2 AND {Wanted} GROUP BY table_id, at, login_id
            """,
            isExact: true
        );
        Read(
            $"""
            SELECT table_id, login_id, max(traits), sum(count), min(first_at), max(last_at) FROM audit_day
            WHERE first_at < ?2 AND {Wanted} GROUP BY table_id, day, login_id
            """,
            isExact: false
        );

        void Read(string query, bool isExact)
        {
            using var rows = new SqliteStatement(connection, query);
            rows.Bind(1, snapshot)
                .Bind(2, to.ToUnixTimeMilliseconds())
                .Bind(3, (int)(AuditTraits.Write | AuditTraits.Denied));
            for (var seen = 0L; rows.Step(); seen++)
            {
                if (seen % CheckEvery == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                visit(
                    new(
                        tables[rows.Long(0)],
                        logins[rows.Long(1)],
                        ((AuditTraits)rows.Long(2)).Channel(),
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
