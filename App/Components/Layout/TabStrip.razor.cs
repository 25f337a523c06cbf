using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Layout;

/// <summary>The open pages as links, each with its close button.</summary>
public sealed partial class TabStrip : ComponentBase, IDisposable
{
    /// <summary>Raised with the path of the tab to close.</summary>
    [Parameter]
    public EventCallback<string> OnClose { get; set; }

    [Inject]
    private Workspace Workspace { get; set; } = null!;

    /// <inheritdoc />
    public void Dispose() => Workspace.Changed -= Refresh;

    /// <inheritdoc />
    protected override void OnInitialized() => Workspace.Changed += Refresh;

    private void Refresh() => _ = InvokeAsync(StateHasChanged);
}
