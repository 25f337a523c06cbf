namespace GovernanceDashboard.Domain;

/// <summary>Whether the facts of a snapshot are still the ones that were imported.</summary>
/// <param name="Problem">What differs; null where the facts give the snapshot's digest.</param>
public sealed record SnapshotCheck(Snapshot Snapshot, string? Problem)
{
    public bool IsWhole => Problem is null;
}
