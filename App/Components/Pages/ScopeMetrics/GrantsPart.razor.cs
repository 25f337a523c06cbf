using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.ScopeMetrics;

/// <summary>Which grants uphold the exposure of the scope, each by what would disappear without it.</summary>
public sealed partial class GrantsPart : ComponentBase
{
    [Parameter, EditorRequired]
    public required MetricsViewModel ViewModel { get; set; }
}
