using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data;

/// <summary>A fact with the exact instants that its source gives; null where the source gives none (then the import's own instants bound it).</summary>
public readonly record struct DatedFact<T>(T Value, DateTimeOffset? ValidFrom = null, DateTimeOffset? ValidTo = null);

/// <summary>
/// Everything that one import found: the whole truth about each kind that is not default. A default list means that
/// the import had no source for the kind; what was believed before stays believed.
/// </summary>
public sealed record SnapshotDraft
{
    public required DateTimeOffset TakenAt { get; init; }

    public required bool IsDemo { get; init; }

    public required DataQuality Quality { get; init; }

    public required ImmutableArray<SourceFile> Sources { get; init; }

    public ImmutableArray<DatedFact<Principal>> Principals { get; init; }

    public ImmutableArray<DatedFact<Membership>> Memberships { get; init; }

    public ImmutableArray<DatedFact<DatabaseResource>> Databases { get; init; }

    public ImmutableArray<DatedFact<TableResource>> Tables { get; init; }

    public ImmutableArray<DatedFact<Policy>> Policies { get; init; }

    public ImmutableArray<DatedFact<SecurityZone>> Zones { get; init; }

    public ImmutableArray<DatedFact<AccessService>> Services { get; init; }

    public ImmutableArray<DatedFact<Classification>> Classifications { get; init; }

    public ImmutableArray<DatedFact<TableGroup>> TableGroups { get; init; }

    public ImmutableArray<DatedFact<Population>> Populations { get; init; }

    public ImmutableArray<DatedFact<IntendedAccess>> IntendedAccess { get; init; }

    public ImmutableArray<DatedFact<DataOwner>> DataOwners { get; init; }
}

/// <summary>The bitemporal facts. One writer at a time; readers never wait for it.</summary>
public sealed class FactStore
{
    /// <summary>Newest first; empty before the first import.</summary>
    public Task<ImmutableArray<Snapshot>> SnapshotsAsync(CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>
    /// Writes one snapshot, in one transaction: opens facts that are new, closes those that are gone, copies nothing that stayed.
    /// Killed, cancelled or failed, it leaves the store as it was.
    /// </summary>
    /// <exception cref="InvalidDataException"><c>TakenAt</c> is not after the newest snapshot's.</exception>
    public Task<Snapshot> WriteAsync(
        SnapshotDraft draft,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    ) => throw new NotImplementedException();

    /// <summary>The facts that <paramref name="snapshot"/> believed to hold at <paramref name="at"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant is before <c>FactsFrom</c> or after <c>TakenAt</c>.</exception>
    public Task<EstateFacts> LoadAsync(Snapshot snapshot, DateTimeOffset at, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
