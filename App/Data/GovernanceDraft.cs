using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data;

/// <summary>What an import found of governance records; a default list means that it had no source for the kind.</summary>
public sealed record GovernanceDraft
{
    public ImmutableArray<DatedFact<AccessException>> AccessExceptions { get; init; }

    public ImmutableArray<DatedFact<Waiver>> Waivers { get; init; }

    public ImmutableArray<DatedFact<Approval>> Approvals { get; init; }

    public ImmutableArray<DatedFact<Commitment>> Commitments { get; init; }

    public ImmutableArray<DatedFact<RetentionRule>> RetentionRules { get; init; }

    public ImmutableArray<DatedFact<CollectionFlow>> Flows { get; init; }

    public ImmutableArray<DatedFact<CapturePause>> Pauses { get; init; }

    public ImmutableArray<DatedFact<CapturedRows>> Captures { get; init; }

    public ImmutableArray<DatedFact<SubjectPresence>> Subjects { get; init; }

    public ImmutableArray<DatedFact<DataZone>> DataZones { get; init; }

    public ImmutableArray<DatedFact<LogCoverage>> LogCoverages { get; init; }

    public ImmutableArray<DatedFact<ChangeEvent>> ChangeEvents { get; init; }

    public ImmutableArray<DatedFact<StorageCost>> StorageCosts { get; init; }
}
