using GovernanceDashboard.Jobs;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Lists;

/// <summary>How far a background job has come, and the way to stop it.</summary>
public sealed partial class JobPanel : ComponentBase
{
    /// <summary>Null shows nothing.</summary>
    [Parameter, EditorRequired]
    public JobStatus? Status { get; set; }

    [Parameter]
    public EventCallback OnCancel { get; set; }

    [Parameter]
    public EventCallback OnRetry { get; set; }
}
