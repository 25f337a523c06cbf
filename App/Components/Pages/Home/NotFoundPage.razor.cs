using GovernanceDashboard.Components.Layout;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Home;

/// <summary>What an address shows that leads nowhere. It leaves no tab behind.</summary>
public sealed partial class NotFoundPage : ComponentBase
{
    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private Workspace Workspace { get; set; } = null!;

    /// <inheritdoc />
    protected override void OnInitialized() => Workspace.Stray(Navigation.Uri);
}
