using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Controls;

/// <summary>A panel that shows its content when there is an answer, and otherwise says why there is none and what to do next.</summary>
public sealed partial class StateView : ComponentBase
{
    [Parameter, EditorRequired]
    public ViewState State { get; set; }

    /// <summary>Why there is no answer; while loading, what is being done.</summary>
    [Parameter]
    public string? Message { get; set; }

    /// <summary>The number under which the log has a failure's details.</summary>
    [Parameter]
    public string? Reference { get; set; }

    /// <summary>What stands above an empty state: nothing was found, unless the page says otherwise.</summary>
    [Parameter]
    public string Icon { get; set; } = "search_off";

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>The next step to offer when there is nothing; none means a hint at search and explorer.</summary>
    [Parameter]
    public RenderFragment? EmptyContent { get; set; }

    /// <summary>Asks again after a failure.</summary>
    [Parameter]
    public EventCallback OnRetry { get; set; }
}
