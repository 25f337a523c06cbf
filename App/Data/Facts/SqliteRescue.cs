using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data.Facts;

/// <summary>Finds the snapshots of a damaged database that are still whole, and copies those and nothing else.</summary>
internal static class SqliteRescue
{
    private static readonly string[] s_auditTables =
    [
        "audit_login",
        "audit_table",
        "audit_columns",
        "audit_stream",
        "audit_read",
        "audit_day",
    ];

    /// <summary>Computes every snapshot's digest anew. Newest first.</summary>
    /// <exception cref="StoreException">Not even the list of snapshots can be read.</exception>
    public static ImmutableArray<SnapshotCheck> Check(
        SqliteConnection connection,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var snapshots = SqliteSnapshots.Read(connection);
        var checks = ImmutableArray.CreateBuilder<SnapshotCheck>(snapshots.Length);
        foreach (var snapshot in snapshots)
        {
            progress.Report(new("Checking snapshots", checks.Count, snapshots.Length));
            checks.Add(new(snapshot, ProblemOf(connection, snapshot, cancellationToken)));
        }

        return checks.ToImmutable();
    }

    /// <summary>What differs; null where the snapshot is whole.</summary>
    public static string? ProblemOf(SqliteConnection connection, Snapshot snapshot, CancellationToken cancellationToken)
    {
        try
        {
            return SqliteFactReader.Digest(connection, snapshot.Id.Value, cancellationToken) == snapshot.Digest
                ? null
                : "its facts do not give its digest";
        }
        catch (StoreException broken) when (broken.Fault == StoreFault.Damaged)
        {
            return "its facts cannot be read";
        }
    }

    /// <summary>
    /// Copies snapshots into an empty database. Beliefs move to the next snapshot that is copied: each copied snapshot believes exactly what it did, under
    /// the same digest, and what only the others believed stays behind.
    /// </summary>
    /// <param name="whole">Ids of the snapshots to copy, ascending, at least one.</param>
    public static void Copy(
        SqliteConnection target,
        string damagedFile,
        IReadOnlyList<int> whole,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        using (var attach = new SqliteStatement(target, "ATTACH DATABASE ?1 AS damaged"))
        {
            attach.Bind(1, damagedFile).Run();
        }

        var ids = string.Join(',', whole.Select(id => id.ToString(CultureInfo.InvariantCulture)));
        using var transaction = target.BeginTransaction(deferred: false);
        SqliteEstate.Run(
            target,
            $"""
            INSERT INTO snapshot SELECT * FROM damaged.snapshot WHERE id IN ({ids});
            INSERT INTO source_file SELECT * FROM damaged.source_file WHERE snapshot_id IN ({ids});
            INSERT INTO observation SELECT * FROM damaged.observation WHERE snapshot_id IN ({ids});
            """
        );
        foreach (var kind in FactKinds.All)
        {
            progress.Report(new($"Copying {kind.Name}", 0));
            foreach (var id in whole)
            {
                cancellationToken.ThrowIfCancellationRequested();
                CopyFacts(target, kind.Table, id);
            }
        }

        progress.Report(new("Copying audit logs", 0));
        foreach (var id in whole)
        {
            CopyFiles(target, id);
        }

        foreach (var table in s_auditTables)
        {
            SqliteEstate.Run(target, $"INSERT INTO {table} SELECT * FROM damaged.{table}");
        }

        transaction.Commit();
    }

    // In the order in which the digest was computed: what could be read for it can be read again.
    private static void CopyFacts(SqliteConnection target, string table, int snapshot)
    {
        using var copy = new SqliteStatement(
            target,
            $"""
            INSERT OR IGNORE INTO {table}
            SELECT id, key, body, valid_from, valid_from_not_before, valid_to, valid_to_not_before, {Next(
                "recorded_by"
            )}, {Next("superseded_by")},
                (SELECT source_file.id FROM source_file WHERE source_file.id = source_id), is_closed
            FROM damaged.{table} WHERE {SqliteFactReader.Believed} ORDER BY key, valid_from
            """
        );
        copy.Bind(1, snapshot).Run();
    }

    private static void CopyFiles(SqliteConnection target, int snapshot)
    {
        using var copy = new SqliteStatement(
            target,
            $"""
            INSERT OR IGNORE INTO audit_file
            SELECT id, name, sha256, content_sha256, events, first_at, last_at, {Next("recorded_by")}, {Next(
                "superseded_by"
            )}
            FROM damaged.audit_file WHERE {SqliteFactReader.Believed}
            """
        );
        copy.Bind(1, snapshot).Run();
    }

    private static string Next(string column) =>
        $"(SELECT min(snapshot.id) FROM snapshot WHERE snapshot.id >= {column})";
}
