using GovernanceDashboard.Components.Pages.Exposures;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Security;
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

    [CascadingParameter]
    public CurrentUser? User { get; set; }

    /// <summary>Whether the lists behind a figure open to the role.</summary>
    protected bool MaySeeLists => User is { } user && RolePermissions.Allows(user, AppAction.ViewAccess);
}
