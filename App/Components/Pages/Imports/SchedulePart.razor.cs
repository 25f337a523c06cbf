using System.Collections.Immutable;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Jobs;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Imports;

/// <summary>The configured imports with their next run and last outcome.</summary>
public sealed partial class SchedulePart : ComponentBase
{
    [Parameter, EditorRequired]
    public required ImmutableArray<ScheduleStatus> Statuses { get; set; }

    /// <summary>Raised with the name of the schedule that is to run at once.</summary>
    [Parameter]
    public EventCallback<string> OnRun { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;
}
