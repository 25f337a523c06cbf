using GovernanceDashboard.Components.Pages.Exposures;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Metrics;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Boards;

/// <summary>A part of the board: one question with its answer.</summary>
public abstract class BoardPart : ComponentBase
{
    [CascadingParameter]
    protected Picture Picture { get; set; } = Picture.Newest;

    /// <summary>A figure, or the bounds between which it lies.</summary>
    protected static string Range(MeasureRange? range) => ExposureViewModel.Range(range);

    /// <summary>Marks a figure that is not known exactly.</summary>
    protected static string? Vague(MeasureRange range) => range.IsExact ? null : "vague";
}
