using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>What flows into a table and out of it, and how many people read it there.</summary>
public sealed partial class TableLineagePart : ComponentBase
{
    [Parameter, EditorRequired]
    public required LineageAnswer Answer { get; set; }
}
