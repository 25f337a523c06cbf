using System.Collections.Immutable;

namespace GovernanceDashboard.Domain;

/// <summary>Everything that a snapshot believes of governance records, over all time: what has ended is there with its end.</summary>
public sealed record GovernanceHistory
{
    public required ImmutableArray<HeldFact<TableGroup>> TableGroups { get; init; }

    public required ImmutableArray<HeldFact<Population>> Populations { get; init; }

    public required ImmutableArray<HeldFact<IntendedAccess>> IntendedAccess { get; init; }

    public required ImmutableArray<HeldFact<DataOwner>> DataOwners { get; init; }

    public required ImmutableArray<HeldFact<AccessException>> AccessExceptions { get; init; }

    public required ImmutableArray<HeldFact<Waiver>> Waivers { get; init; }

    public required ImmutableArray<HeldFact<Approval>> Approvals { get; init; }

    public required ImmutableArray<HeldFact<Commitment>> Commitments { get; init; }

    public required ImmutableArray<HeldFact<RetentionRule>> RetentionRules { get; init; }

    public required ImmutableArray<HeldFact<CollectionFlow>> Flows { get; init; }

    public required ImmutableArray<HeldFact<CapturePause>> Pauses { get; init; }

    public required ImmutableArray<HeldFact<CapturedRows>> Captures { get; init; }

    public required ImmutableArray<HeldFact<SubjectPresence>> Subjects { get; init; }

    public required ImmutableArray<HeldFact<DataZone>> DataZones { get; init; }

    /// <summary>As declared. Whoever judges use asks for <see cref="KnownCoverages"/>.</summary>
    public required ImmutableArray<HeldFact<LogCoverage>> LogCoverages { get; init; }

    /// <summary>Time of full logs that follows from the logs themselves, of databases about which nobody declares anything; each with its end.</summary>
    public ImmutableArray<HeldFact<LogCoverage>> DerivedCoverages { get; init; } = [];

    /// <summary>Declared and derived.</summary>
    public ImmutableArray<HeldFact<LogCoverage>> KnownCoverages =>
        DerivedCoverages.IsEmpty ? LogCoverages : LogCoverages.AddRange(DerivedCoverages);

    /// <summary>
    /// Those that hold at an instant. A declaration without a beginning holds since ever. Logs show nothing after their last event: what they showed within the day before
    /// still counts.
    /// </summary>
    public IEnumerable<HeldFact<LogCoverage>> CoveragesAt(DateTimeOffset at) =>
        LogCoverages
            .Where(held => (held.FromNotBefore is null || held.From <= at) && (held.To is not { } to || at < to))
            .Concat(DerivedCoverages.Where(held => held.From <= at && at < held.To?.AddDays(1)));

    public required ImmutableArray<HeldFact<ChangeEvent>> ChangeEvents { get; init; }

    public required ImmutableArray<HeldFact<StorageCost>> StorageCosts { get; init; }
}
