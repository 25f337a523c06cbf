using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.WhatIfs;

/// <summary>One policy item in the properties pane.</summary>
public sealed partial class PolicyItemProperties : ComponentBase
{
    [Parameter, EditorRequired]
    public required PolicyItemRow Item { get; set; }
}
