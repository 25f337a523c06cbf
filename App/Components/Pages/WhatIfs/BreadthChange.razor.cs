using System.Globalization;
using GovernanceDashboard.Exposure;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.WhatIfs;

/// <summary>How far a table group stands open before and after, as two bars over one scale of 0 to 100 %.</summary>
public sealed partial class BreadthChange : ComponentBase
{
    [Parameter, EditorRequired]
    public HeatmapCell Before { get; set; }

    [Parameter, EditorRequired]
    public HeatmapCell After { get; set; }

    private static string Width(HeatmapCell cell) =>
        (cell.BreadthPercent ?? 0).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
