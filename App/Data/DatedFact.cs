namespace GovernanceDashboard.Data;

/// <summary>
/// A fact with the exact instants that its source gives; null where the source gives none (then the import's own instants bound it).
/// Instants count in whole milliseconds, UTC; the interval is half-open.
/// </summary>
/// <param name="Source">The name of the file it came from, as in <see cref="SnapshotDraft.Sources"/>; null where no one file says it.</param>
public readonly record struct DatedFact<T>(
    T Value,
    DateTimeOffset? ValidFrom = null,
    DateTimeOffset? ValidTo = null,
    string? Source = null
);
