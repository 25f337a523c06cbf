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

    public required ImmutableArray<HeldFact<LogCoverage>> LogCoverages { get; init; }

    public required ImmutableArray<HeldFact<ChangeEvent>> ChangeEvents { get; init; }

    public required ImmutableArray<HeldFact<StorageCost>> StorageCosts { get; init; }
}
