using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Lists;

/// <summary>Policy items with the tables that they reach; items that name everyone stand out.</summary>
public sealed partial class PolicyItemsGrid : ComponentBase
{
    [Parameter, EditorRequired]
    public required RowSource<PolicyItemRow> Source { get; set; }

    [Parameter]
    public EventCallback<PolicyItemRow> OnSelect { get; set; }

    /// <summary>Raised when an item is to be tried in What-if.</summary>
    [Parameter]
    public EventCallback<PolicyItemRow> OnOpen { get; set; }

    private static bool IsEveryone(ChainLink link) =>
        link.Namespace == PrincipalNamespace.Group && link.Reference == PrincipalId.Everyone.Name;
}
