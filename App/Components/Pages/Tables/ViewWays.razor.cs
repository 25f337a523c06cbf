using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>The ways of one account to a table's data through views.</summary>
public sealed partial class ViewWays : ComponentBase
{
    [Parameter, EditorRequired]
    public required ViewsExplained Views { get; set; }

    /// <summary>A label's reference, for links to why they read the views.</summary>
    [Parameter, EditorRequired]
    public required string Person { get; set; }
}
