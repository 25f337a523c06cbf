using System.Collections.Immutable;

namespace GovernanceDashboard.Findings;

/// <summary>Who has to see to a finding.</summary>
/// <param name="Reference">A person's pseudonym, or the name of a service account or a group.</param>
/// <param name="Team">As the estate's records name it.</param>
/// <param name="IsAssigned">Given to them by hand; else they answer for most of its tables by the estate's records.</param>
public sealed record FindingOwner(string Reference, string? Team, bool IsAssigned = false);

/// <summary>Where a finding stands over the snapshots, and what was done about it.</summary>
/// <param name="Run">When it was there.</param>
/// <param name="Due">By when it is to be done; null where it has no term.</param>
/// <param name="IsDueSet">Set by hand; else the term of its severity after it appeared.</param>
/// <param name="IsOverdue">Due at or before the instant asked about, and still found and not waived.</param>
/// <param name="Note">The last one.</param>
/// <param name="Waiver">Made in the product and in force.</param>
/// <param name="Requested">Asked for and not yet answered; its time is not over.</param>
public sealed record FindingLife(
    FindingStatus Status,
    FindingRun Run,
    DateTimeOffset? Due,
    bool IsDueSet,
    bool IsOverdue,
    string? Note,
    FindingWaiver? Waiver,
    FindingWaiver? Requested
);

/// <summary>One line of what happened to a finding.</summary>
/// <param name="At">The instant of the facts for what a snapshot showed, the instant of doing for what somebody did.</param>
/// <param name="Actor">Null for what a snapshot showed.</param>
/// <param name="Batch">Under which it can be taken back; null where it cannot, or was.</param>
public sealed record FindingHistoryLine(DateTimeOffset At, string What, string? Actor, string? Reason, Guid? Batch);

/// <summary>What happened to a finding, newest first, with its waivers.</summary>
public sealed record FindingHistory(
    FindingRow Row,
    ImmutableArray<FindingHistoryLine> Lines,
    ImmutableArray<FindingWaiver> Waivers
);
