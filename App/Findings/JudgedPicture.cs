using System.Collections.Immutable;
using GovernanceDashboard.Findings.Rules.Costs;

namespace GovernanceDashboard.Findings;

/// <summary>All that judging a picture gives. It is made in one go, so that nothing of it can be missing and read as "none".</summary>
/// <param name="Rows">What the rules found, most severe first.</param>
internal sealed record JudgedPicture(
    ImmutableArray<FindingRow> Rows,
    CommitmentBoard Commitments,
    FlowBoard Flows,
    CostStanding Costs
);
