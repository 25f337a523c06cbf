using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Timelines;

/// <summary>The changes in order: choosing one moves the scrubber there.</summary>
public sealed partial class TimelineEvents : ComponentBase
{
    private const int Most = 300;

    [Parameter, EditorRequired]
    public required TimelineFigure Figure { get; set; }

    [Parameter, EditorRequired]
    public DateTimeOffset At { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<DateTimeOffset> OnScrub { get; set; }
}
