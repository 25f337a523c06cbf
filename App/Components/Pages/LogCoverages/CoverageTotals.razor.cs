using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.LogCoverages;

/// <summary>Each channel added up, what the colours mean, and what else has to be known.</summary>
public sealed partial class CoverageTotals : ComponentBase
{
    [Parameter, EditorRequired]
    public required CoverageAnswer Answer { get; set; }

    private static string Said(CoverageTotal total) =>
        $"Table-days: {Figures.Count(total.Full)} full ({Figures.Count(total.Derived)} derived), {Figures.Count(total.Partial)} partial, {Figures.Count(total.None)} none, {Figures.Count(total.Unknown)} unknown";
}
