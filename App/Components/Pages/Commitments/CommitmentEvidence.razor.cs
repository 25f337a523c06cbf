using System.Collections.Immutable;
using GovernanceDashboard.Findings;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Commitments;

/// <summary>What breaks a commitment, with links to tables and people.</summary>
public sealed partial class CommitmentEvidence : ComponentBase
{
    [Parameter, EditorRequired]
    public required ImmutableArray<FindingSubject> Subjects { get; set; }

    /// <summary>How many are shown at most.</summary>
    [Parameter, EditorRequired]
    public int Shown { get; set; }
}
