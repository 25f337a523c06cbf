using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Overview;

/// <summary>The ten table groups that most people can read, beside the heatmap.</summary>
public sealed partial class WorstGroups : ComponentBase
{
    [Parameter, EditorRequired]
    public required OverviewState State { get; set; }

    /// <summary>The list behind a group and a population.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string?, string> LinkOf { get; set; }
}
