using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Patterns;

/// <summary>The columns of the list of patterns.</summary>
public sealed partial class PatternColumns : ComponentBase
{
    [CascadingParameter]
    public Picture Picture { get; set; } = Picture.Newest;
}
