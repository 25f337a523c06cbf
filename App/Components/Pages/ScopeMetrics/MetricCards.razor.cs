using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.ScopeMetrics;

/// <summary>Figures side by side, each with its unit, and behind its question mark with its formula and what it holds for.</summary>
public sealed partial class MetricCards : ComponentBase
{
    [Parameter, EditorRequired]
    public required ImmutableArray<MetricCard> Cards { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }
}
