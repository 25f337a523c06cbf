using System.Collections.Immutable;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Components.Pages.Overview;

/// <summary>What the overview shows. Replaced whole, never edited.</summary>
/// <param name="Rows">Widest over all people first, by the measure; the same order in chart, table and export.</param>
/// <param name="MayDrill">The role may see who is behind a cell.</param>
public sealed record OverviewState(
    OverviewAddress Address,
    ViewState View,
    string? Message,
    Heatmap? Heatmap,
    ImmutableArray<HeatmapRow> Rows,
    AnswerStamp? Stamp,
    Headlines? Headlines,
    bool MayDrill
)
{
    public static OverviewState Start { get; } = new(new(), ViewState.Loading, null, null, [], null, null, false);

    /// <summary>The instant that is compared with; null where none is.</summary>
    public AnswerStamp? Before { get; init; }

    /// <summary>Why there is no comparison though one was asked for.</summary>
    public string? Notice { get; init; }

    public bool IsCompared => Before is not null;

    public string Attribute => Address.Attribute ?? PopulationIndex.Attributes[0];
}
