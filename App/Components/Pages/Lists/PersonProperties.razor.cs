using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Lists;

/// <summary>One person or service account in the properties pane.</summary>
public sealed partial class PersonProperties : ComponentBase
{
    [Parameter, EditorRequired]
    public required PersonSummary Person { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;
}
