using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import;

/// <summary>A row that could not be used; the rest went on.</summary>
/// <param name="File">Relative to the import's folder.</param>
/// <param name="Line">From 1; 0 where the whole file is refused.</param>
public sealed record RefusedRow(string File, long Line, string Reason);

/// <summary>What an import did. <see cref="Snapshot"/> is null where nothing usable came in, or it would be inconsistent: nothing was written.</summary>
/// <param name="Accepted">Accepted records by kind, as in <c>Snapshot.Counts</c>.</param>
/// <param name="Refused">The first 1,000; <paramref name="RefusedCount"/> is exact.</param>
/// <param name="Failure">The reason where there is no snapshot.</param>
public sealed record ImportReport(
    Snapshot? Snapshot,
    ImmutableSortedDictionary<string, long> Accepted,
    ImmutableArray<RefusedRow> Refused,
    long RefusedCount,
    ImmutableArray<string> Warnings,
    string? Failure
);

/// <summary>What to import.</summary>
/// <param name="Folder">Holds hive/, ranger/, directory/, governance/ …; any may be missing.</param>
/// <param name="TakenAt">The instant that the files describe; null for now.</param>
/// <param name="Authorizer">What decides over the source; null to go by the files.</param>
/// <param name="AuditZone">The zone in which audit logs were written, where they name none; null for UTC.</param>
public sealed record ImportRequest(
    string Folder,
    DateTimeOffset? TakenAt,
    bool IsDemo,
    Authorizer? Authorizer = null,
    TimeZoneInfo? AuditZone = null
);
