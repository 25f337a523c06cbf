using System.Collections.Immutable;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Components.Pages.Overview;

/// <summary>A table group as the overview shows it: one cell per population, and one over all people.</summary>
/// <param name="Tables">Tables of the group.</param>
/// <param name="Unclassified">How many of them nothing is known of.</param>
public sealed record HeatmapRow(
    string Group,
    int Tables,
    int Unclassified,
    ImmutableArray<HeatmapCell> Cells,
    HeatmapCell Total
)
{
    /// <summary>The same cells at the earlier instant that is compared with, null where group or population was not there; empty where nothing is compared.</summary>
    public ImmutableArray<HeatmapCell?> Before { get; init; } = [];

    public HeatmapCell? TotalBefore { get; init; }
}
