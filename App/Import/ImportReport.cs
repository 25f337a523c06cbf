using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Hive;

namespace GovernanceDashboard.Import;

/// <summary>A row that could not be used; the rest went on.</summary>
/// <param name="File">Relative to the import's folder; <c>metastore/</c> and the table's name for a live metastore.</param>
/// <param name="Line">From 1, 0 where the whole file is refused. Of a live table: the number that is the row's key.</param>
public sealed record RefusedRow(string File, long Line, string Reason);

/// <summary>What an import did. <see cref="Snapshot"/> is null where nothing usable came in, or it would be inconsistent: nothing was written.</summary>
/// <param name="Accepted">Accepted records by kind, as in <c>Snapshot.Counts</c>.</param>
/// <param name="Refused">The first 1,000; <paramref name="RefusedCount"/> is exact.</param>
/// <param name="Failure">The reason where there is no snapshot.</param>
/// <param name="Metastore">The live metastore that was read; null where none was.</param>
/// <param name="SameAs">The snapshot before, where it holds the very same facts (the digests are equal); null where something changed.</param>
/// <param name="WasThere">True where these sources at this instant had been imported already: <paramref name="Snapshot"/> is the one from then, nothing was written.</param>
public sealed record ImportReport(
    Snapshot? Snapshot,
    ImmutableSortedDictionary<string, long> Accepted,
    ImmutableArray<RefusedRow> Refused,
    long RefusedCount,
    ImmutableArray<string> Warnings,
    string? Failure,
    MetastoreVersion? Metastore = null,
    SnapshotId? SameAs = null,
    bool WasThere = false
)
{
    /// <summary>A sentence for an import that brought nothing new; null for any other.</summary>
    public string? Outcome =>
        Snapshot is not { } snapshot || SameAs is not { } before ? null
        : WasThere ? $"Nothing was written: these sources were imported already at this instant, as snapshot {before}."
        : $"Nothing changed since snapshot {before}: same digest. Snapshot {snapshot.Id} says that it was still so at its instant.";
}

/// <summary>What to import: a folder, a live metastore, or both into one snapshot.</summary>
/// <param name="Folder">Holds hive/, ranger/, directory/, governance/ …; any may be missing. Null where only a metastore is read.</param>
/// <param name="TakenAt">The instant that the sources describe; null for now.</param>
/// <param name="Authorizer">What decides over the source; null to go by the files.</param>
/// <param name="AuditZone">The zone in which audit logs were written, where they name none; null for UTC.</param>
/// <param name="Metastore">Read live in place of hive/*.csv; null for the files.</param>
public sealed record ImportRequest(
    string? Folder,
    DateTimeOffset? TakenAt,
    bool IsDemo,
    Authorizer? Authorizer = null,
    TimeZoneInfo? AuditZone = null,
    MetastoreConnection? Metastore = null
);
