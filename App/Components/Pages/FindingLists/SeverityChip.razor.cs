using GovernanceDashboard.Findings.Rules;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.FindingLists;

/// <summary>How severe a finding is, in a word and a colour.</summary>
public sealed partial class SeverityChip : ComponentBase
{
    [Parameter, EditorRequired]
    public FindingSeverity Severity { get; set; }
}
