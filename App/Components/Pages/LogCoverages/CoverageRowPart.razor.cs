using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Proof;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.LogCoverages;

/// <summary>One row of the coverage matrix to the minute, with what is on record and the tables.</summary>
public sealed partial class CoverageRowPart : ComponentBase
{
    private const int MostStretches = 200;
    private const int MostTables = 50;

    [Parameter, EditorRequired]
    public required CoverageRow Row { get; set; }

    private static string Kind(LoggedStretch stretch) =>
        StripRun.KindOf(new(stretch.From, stretch.State, TimeSpan.Zero, stretch.IsDerived));

    private static string Why(LoggedStretch stretch) =>
        stretch.State == LoggedState.Unknown ? "nobody says"
        : stretch.Reasons.IsEmpty ? "declared, without a reason"
        : string.Join("; ", stretch.Reasons);
}
