using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Timelines;

/// <summary>Who had access, or to what, where the scrubber rests: everybody, the audience included.</summary>
public sealed partial class TimelineList : ComponentBase
{
    private const int Most = 200;

    [Parameter, EditorRequired]
    public required TimelineViewModel Model { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;
}
