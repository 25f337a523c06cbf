using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>A table's name, label and headline figures.</summary>
public sealed partial class TableHeader : ComponentBase
{
    [Parameter, EditorRequired]
    public required TableDetail Detail { get; set; }

    /// <summary>|P|, got back from people and breadth; unknown where nobody reads the table.</summary>
    private long? Everybody =>
        Detail.Summary is { People: > 0, BreadthPercent: > 0 and var breadth } summary
            ? (long)Math.Round(100.0 * summary.People / breadth)
            : null;
}
